import Foundation
import TestSupport
import Testing

/// Repositories whose index `ipai serve` keeps fresh.
@Suite(.serialized, .onOwnThreads) struct ServeWatchTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    try repository.commit("net: retry", files: ["net.c": "1"], seconds: 60)
  }

  private func subjects(_ server: ServedProcess) throws -> [String] {
    let run = try Subprocess.run(
      ["/usr/bin/curl", "-s", "-H", "X-API-Key: dev-only-insecure-key", server.address + "/commits"],
      in: repository.path, environment: binary.environment)
    let commits = try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]] ?? []
    return commits.compactMap { $0["commit_message"] as? String }
  }

  private func eventually(_ work: () throws -> Bool) throws -> Bool {
    for _ in 0..<150 {
      if try work() { return true }
      usleep(100_000)
    }
    return false
  }

  @Test func newCommitsAreFoundWhileServing() throws {
    let server = try ServedProcess(binary, ["--watch", repository.path], in: binary.home.path)
    #expect(try eventually { try subjects(server) == ["net: retry"] }, "\(server.log)")
    try repository.commit("net: give up", files: ["net.c": "2"], seconds: 120)
    #expect(try eventually { try subjects(server).first == "net: give up" }, "\(server.log)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func changedFilesOfACorpusAreFoundWhileServing() throws {
    #expect(try binary.run("rag", "add", ".", "--corpus", "code", in: repository.path).status == 0)
    let server = try ServedProcess(binary, ["--watch", repository.path], in: binary.home.path)
    try Data("A walrus.\n".utf8).write(to: URL(fileURLWithPath: repository.path + "/walrus.txt"))
    #expect(
      try eventually { try binary.run("rag", "search", "walrus", "--corpus", "code", in: repository.path).status == 0 },
      "\(server.log)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// The index of a shared database is kept fresh as well.
  @Test func aStoreIsKeptFresh() async throws {
    let database = try await PostgresServer.shared()
    let name = "watch_\(UInt64.random(in: 0 ... .max))"
    try await database.make(database: name)
    let address = database.address(name)
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
    #expect(try binary.run("rag", "add", ".", "--corpus", "code", "--store", address, in: repository.path).status == 0)
    let server = try ServedProcess(binary, ["--watch", repository.path, "--store", address], in: binary.home.path)
    #expect(try eventually { try subjects(server) == ["net: retry"] }, "\(server.log)")
    try repository.commit("net: give up", files: ["walrus.txt": "A walrus.\n"], seconds: 120)
    #expect(try eventually { try subjects(server).first == "net: give up" }, "\(server.log)")
    #expect(
      try eventually {
        try binary.run("rag", "search", "walrus", "--corpus", "code", "--store", address, in: repository.path).status
          == 0
      }, "\(server.log)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// What was selected when it was indexed stays selected.
  @Test func theSelectionStays() throws {
    try repository.git("branch", "other")
    try repository.commit("net: give up", files: ["net.c": "2"], seconds: 120)
    #expect(try binary.run("commits", "index", ".", "--ref", "other", in: repository.path).status == 0)
    let server = try ServedProcess(binary, ["--watch", "."], in: repository.path)
    #expect(try eventually { server.log.contains("indexed") }, "\(server.log)")
    #expect(try subjects(server) == ["net: retry"])
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func aFolderOfDocumentsNeedNotBeARepository() throws {
    let folder = try TemporaryFolder()
    try folder.write("A penguin.\n", to: "docs/penguin.txt")
    #expect(try binary.run("rag", "add", "docs", "--corpus", "docs", in: folder.path).status == 0)
    let server = try ServedProcess(binary, ["--watch", folder.file("docs")], in: binary.home.path)
    try folder.write("A walrus.\n", to: "docs/walrus.txt")
    #expect(
      try eventually { try binary.run("rag", "search", "walrus", "--corpus", "docs", in: folder.path).status == 0 },
      "\(server.log)")
    #expect(!server.log.contains("is not indexed"), "\(server.log)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func aDeletedRepositoryIsSaidOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("gone")
    try FileManager.default.copyItem(atPath: repository.path, toPath: path)
    let server = try ServedProcess(binary, ["--watch", path], in: binary.home.path)
    #expect(try eventually { try subjects(server) == ["net: retry"] }, "\(server.log)")
    try FileManager.default.removeItem(atPath: path)
    #expect(try eventually { server.log.contains("is not indexed") }, "\(server.log)")
    usleep(4_500_000)
    #expect(server.log.split(separator: "\n").count { $0.contains("is not indexed") } == 1, "\(server.log)")
    // What was indexed can still be found, and the repository may come back.
    #expect(try subjects(server) == ["net: retry"])
    try FileManager.default.copyItem(atPath: repository.path, toPath: path)
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func aWatchedFolderHasToBeThere() throws {
    let run = try binary.run("serve", "--watch", "nowhere", "--port", "0", in: repository.path)
    #expect(run.status == 66 && run.error.contains("nowhere"), "\(run.error)")
  }

  /// An editor starts it in a repository, without any configuration: the first search makes it index.
  @Test func overStandardInputTheFirstUseIndexes() throws {
    let calls = #"[["search", {"query": "retry"}], ["SLEEP", {"seconds": 6}], ["search", {"query": "retry"}]]"#
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let run = try Subprocess.run(
      [
        "\(root)/.build/clients/sdk1/bin/python", "-W", "ignore", root + "/Tests/Clients/ipai-tools.py", "stdio",
        Binary.path,
      ],
      in: repository.path, environment: binary.environment, input: Data(calls.utf8))
    #expect(run.status == 0, "\(run.error.suffix(1_000))")
    #expect(run.text.contains("net: retry"), "\(run.text)")
  }
}
