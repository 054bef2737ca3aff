import Foundation
import TestSupport
import Testing

/// A process that fails early ends with its status and its message, and never by a signal, although another thread may still
/// be starting libraries that `exit` would tear down.
@Suite(.serialized, .onOwnThreads) struct FailingEarlyTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    try repository.commit("one", files: ["a": "b"])
  }

  private static let rounds = 40

  private func expect(_ status: Int32, _ arguments: String..., message: String) throws {
    for _ in 0..<Self.rounds {
      let run = try Subprocess.run(
        [Binary.path] + arguments, in: repository.path, environment: binary.environment)
      #expect(run.status == status, "\(run.status): \(run.error)")
      #expect(run.error.contains(message), "\(run.error)")
    }
  }

  @Test func aDatabaseThatIsNotThere() throws {
    try expect(66, "rag", "search", "x", "--db", binary.home.file("none.db"), message: "are not indexed")
  }

  @Test func aFolderForADatabase() throws {
    try expect(78, "rag", "search", "x", "--db", binary.home.path, message: "is a folder")
  }

  @Test func aTextFileForADatabase() throws {
    let path = try binary.home.write(String(repeating: "no database ", count: 200), to: "notes.txt")
    try expect(78, "rag", "search", "x", "--db", path, message: "is not a database")
  }

  @Test func aDatabaseThatWasCutOff() throws {
    let path = binary.home.file("cut.db")
    #expect(try binary.run("commits", "index", "--db", path, in: repository.path).status == 0)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 8192)
    try handle.close()
    try expect(69, "rag", "search", "x", "--db", path, message: "is damaged")
  }

  @Test func aQueryThatIsMissing() throws {
    try expect(64, "rag", "search", message: "query")
  }

  @Test func noHomeIsTheOneThatTheSystemKnows() throws {
    let run = try Subprocess.run(
      [Binary.path, "config", "list", "--format", "json"], in: repository.path, environment: ["PATH": "/usr/bin:/bin"])
    #expect(run.status == 0)
    let user = try Subprocess.run(["sh", "-c", "getent passwd $(id -u) | cut -d: -f6"])
    let home = user.text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(run.text.contains("\"\(home)/.local/share/ipai/ipai.db\""), "\(run.text)")
  }

  @Test func anEmptyPathIsNotHere() throws {
    #expect(try binary.run("commits", "index", in: repository.path).status == 0)
    for arguments in [
      ["commits", "forget", ""], ["commits", "index", ""], ["commits", "status", ""],
      ["commits", "list", "--repo", ""],
      ["rag", "search", "one", "--repo", ""], ["commits", "show", "HEAD", "--repo", ""],
      ["model", "install", "--from", ""],
      ["commits", "list", "--db", ""],
    ] {
      let run = try Subprocess.run([Binary.path] + arguments, in: repository.path, environment: binary.environment)
      #expect(run.status == 64, "\(arguments): \(run.status) \(run.error)")
    }
    #expect(try binary.run("commits", "list", in: repository.path).status == 0)
  }
}
