import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// Machines that share a PostgreSQL database, and have something else at the same path.
@Suite struct MachineStoreCommandTests {
  private let home: TemporaryFolder
  private let address: String
  private let files: TemporaryFolder

  init() async throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    address = try await PostgresFixture.migrated().address()
  }

  private func ipai(_ words: String..., on machine: String) async -> CommandRun {
    let environment = ["IPAI_STORE": address, "IPAI_MACHINE": machine, "IPAI_EMBEDDINGS": "false"]
    return await CommandRun.awaiting(words, home: home, in: files.path, environment: environment)
  }

  /// Puts another file in the place of the one that the other machine has there.
  private func replace(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: files.file("docs"), withIntermediateDirectories: true)
    try text.write(toFile: files.file("docs/note.md"), atomically: true, encoding: .utf8)
  }

  @Test(arguments: ["ann", ""]) func foldersOfTheSamePathAreKeptApart(first: String) async throws {
    try replace("The walrus is fed at noon.\n")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", on: first).status == 0)
    try replace("The penguin is fed at dusk.\n")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", on: "bob").status == 0)
    for machine in [first, "bob"] {
      let walrus = await ipai("rag", "search", "walrus", "--corpus", "notes", on: machine)
      let penguin = await ipai("rag", "search", "penguin", "--corpus", "notes", on: machine)
      let path = files.file("docs/note.md")
      #expect(walrus.output.contains(first + ":" + path) == (machine == "bob"), "\(walrus.output) \(walrus.error)")
      #expect(penguin.output.contains("bob:" + path) == (machine != "bob"), "\(penguin.output) \(penguin.error)")
      #expect(walrus.output.contains("note.md") && penguin.output.contains("note.md"))
    }
    // Only what is here is read again.
    let synced = await ipai("rag", "sync", "--format", "json", on: "bob")
    #expect(synced.status == 0, "\(synced.error)")
    let sources = (synced.json as? [String: Any])?["sources"] as? [[String: Any]]
    #expect(sources?.map { $0["path"] as? String } == [files.file("docs")])
    #expect(sources?.first?["failure"] is String == false)
    let around = await ipai(
      "rag", "search", "walrus", "--corpus", "notes", "--context", "2", "--format", "json", on: "bob")
    #expect(around.status == 0 && !around.output.contains("penguin"), "\(around.error)")
    // Each forgets its own.
    #expect(await ipai("rag", "forget", files.file("docs"), on: first).status == 0)
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes", on: "bob").status == 1)
    #expect(await ipai("rag", "search", "penguin", "--corpus", "notes", on: "bob").status == 0)
  }

  /// A skill that another machine has at the same path is not taken for one that has vanished here.
  @Test(arguments: ["ann", ""]) func skillsOfAnotherMachineStay(first: String) async throws {
    func write(_ name: String) throws {
      let folder = files.file("skills")
      try? FileManager.default.removeItem(atPath: folder)
      try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
      let text = "---\nname: \(name)\ndescription: Does \(name) when it is asked for.\n---\n\nDo it.\n"
      try text.write(toFile: "\(folder)/\(name)/SKILL.md", atomically: true, encoding: .utf8)
    }
    try write("feeding")
    #expect(await ipai("skills", "sync", "skills", on: first).status == 0)
    try write("cleaning")
    let synced = await ipai("skills", "sync", "skills", "--format", "json", on: "bob")
    #expect(synced.status == 0 && !synced.output.contains("feeding"), "\(synced.output) \(synced.error)")
    let shown = await ipai("skills", "show", "feeding", "--format", "json", on: "bob")
    #expect(shown.output.contains("\(first):\(files.file("skills"))"), "\(shown.output)")
  }

  @Test func anotherRepositoryIsNotReplaced() async throws {
    try commit("Feed the walrus", at: 1)
    #expect(await ipai("commits", "index", "repo", on: "").status == 0)
    try commit("Clean the cage", at: 2)
    #expect(await ipai("commits", "index", "repo", on: "").status == 0)
    try FileManager.default.removeItem(atPath: files.file("repo"))
    try commit("Paint the fence", at: 3)
    let refused = await ipai("commits", "index", "repo", on: "")
    #expect(refused.status == 65 && refused.error.contains("IPAI_MACHINE"), "\(refused.error)")
    #expect(await ipai("rag", "search", "walrus", "--all-repos", on: "").status == 0)
    let named = await ipai("commits", "index", "repo", on: "bob")
    #expect(named.status == 0, "\(named.error)")
    let list = await ipai("commits", "repositories", "--format", "json", on: "bob")
    #expect(list.output.contains("\"\(files.file("repo"))\""), "\(list.output)")
    let shown = await ipai("commits", "list", "--all-repos", "--format", "json", on: "bob")
    #expect(shown.output.contains("\"\(files.file("repo"))\""), "\(shown.output)")
    #expect(shown.output.contains("\":\(files.file("repo"))\""), "\(shown.output)")
    let mine = await ipai("rag", "search", "fence", "--repo", "repo", on: "bob")
    #expect(mine.status == 0 && mine.output.contains("Paint the fence"), "\(mine.error)")
    #expect(await ipai("rag", "search", "walrus", "--repo", "repo", on: "bob").status == 1)
    let other = await ipai("commits", "repositories", on: "cat")
    #expect(other.output.contains("bob:" + files.file("repo")), "\(other.output)")
    // It can be given up by the one that has it.
    #expect(await ipai("commits", "forget", "repo", on: "").status == 0)
    #expect(await ipai("commits", "index", "repo", on: "").status == 0)
    #expect(await ipai("rag", "search", "walrus", "--all-repos", on: "").status == 1)
  }

  /// Commits in `repo`, which is made if it is missing.
  private func commit(_ message: String, at seconds: Int) throws {
    let path = files.file("repo")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let date = "\(1_700_000_000 + seconds) +0000"
    let git = [
      "git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "init.defaultBranch=main",
    ]
    for words in [["init", "--quiet"], ["commit", "--quiet", "--allow-empty", "--date", date, "-m", message]] {
      let run = try Subprocess.run(git + words, in: path)
      #expect(run.status == 0)
    }
  }
}
