import CommandTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// Folders of which nothing is there any more, in a store that machines share.
@Suite struct LostSourceStoreCommandTests {
  private let home: TemporaryFolder
  private let files: TemporaryFolder
  private let address: String

  init() async throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    address = try await PostgresFixture.migrated().address()
  }

  private func ipai(_ words: String..., on machine: String = "", store: Bool = true) async -> CommandRun {
    var environment = ["IPAI_MACHINE": machine, "IPAI_EMBEDDINGS": "false"]
    if store { environment["IPAI_STORE"] = address }
    return await CommandRun.awaiting(words, home: home, in: files.path, environment: environment)
  }

  private func write(_ names: String..., to folder: String = "docs") throws {
    try? FileManager.default.removeItem(atPath: files.file(folder))
    try FileManager.default.createDirectory(atPath: files.file(folder), withIntermediateDirectories: true)
    for name in names { try files.write("The \(name) is fed at noon.\n", to: "\(folder)/\(name).md") }
  }

  @Test func theFolderOfAnotherMachineIsNotReplaced() async throws {
    try write("walrus", "seal", "otter")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes").status == 0)
    try write("penguin")
    for words in [["rag", "sync"], ["rag", "add", "docs", "--corpus", "notes"], ["rag", "sync", "--dry-run"]] {
      let run = await CommandRun.awaiting(
        words, home: home, in: files.path, environment: ["IPAI_STORE": address, "IPAI_EMBEDDINGS": "false"])
      #expect(run.status == 65 && run.error.contains("IPAI_MACHINE"), "\(words) \(run.error)")
      #expect(run.error.contains("does not have any of the 3 files"), "\(run.error)")
    }
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes").status == 0)
    #expect(await ipai("rag", "search", "penguin", "--corpus", "notes").status == 1)
    let json = await ipai("rag", "sync", "--format", "json")
    let sources = (json.json as? [String: Any])?["sources"] as? [[String: Any]]
    #expect(sources?.first?["failure_code"] as? String == "conflict", "\(json.output)")
    // A machine with a name has a folder of its own.
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", on: "bob").status == 0)
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes").status == 0)
    // Whoever says so replaces it.
    let pruned = await ipai("rag", "sync", "--prune")
    #expect(pruned.status == 0, "\(pruned.error)")
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes").status == 1)
  }

  @Test func aFolderThatIsSuddenlyEmptyIsNotForgotten() async throws {
    try write("walrus", "seal")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", on: "bob").status == 0)
    try write()
    let run = await ipai("rag", "sync", on: "bob")
    #expect(run.status == 65 && run.error.contains("is it mounted?"), "\(run.error)")
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes", on: "bob").status == 0)
    #expect(await ipai("rag", "sync", "--corpus", "notes", "--prune", on: "bob").status == 0)
    #expect(await ipai("rag", "search", "walrus", "--corpus", "notes", on: "bob").status == 1)
  }

  /// What people do every day.
  @Test func otherChangesAreMade() async throws {
    try write("walrus", "seal")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes").status == 0)
    // Some have gone, and others have come.
    try write("walrus", "otter")
    #expect(await ipai("rag", "sync").status == 0)
    // All that were taken are left out from now on.
    try files.write("A table.\n", to: "docs/table.txt")
    let left = await ipai("rag", "add", "docs", "--corpus", "notes", "--include", "*.txt")
    #expect(left.status == 0, "\(left.error)")
    // Nobody else uses a local database.
    try write("walrus")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", store: false).status == 0)
    try write("penguin")
    #expect(await ipai("rag", "sync", store: false).status == 0)
  }

  @Test func skillsOfAnotherMachineAreNotRetired() async throws {
    func skill(_ name: String) throws {
      try? FileManager.default.removeItem(atPath: files.file("skills"))
      try files.write(
        "---\nname: \(name)\ndescription: Does \(name) when asked.\n---\n\nDo it.\n", to: "skills/\(name)/SKILL.md")
    }
    try skill("feeding")
    #expect(await ipai("skills", "sync", "skills").status == 0)
    try skill("cleaning")
    let refused = await ipai("skills", "sync", "skills", "--prune")
    #expect(refused.status == 65 && refused.error.contains("IPAI_MACHINE"), "\(refused.error)")
    let list = await ipai("skills", "list")
    #expect(!list.output.contains("deprecated") && !list.output.contains("cleaning"), "\(list.output)")
    // One that was moved is the same.
    try FileManager.default.removeItem(atPath: files.file("skills"))
    try files.write(
      "---\nname: feeding\ndescription: Does feeding when asked.\n---\n\nDo it.\n", to: "skills/zoo/feeding/SKILL.md")
    let moved = await ipai("skills", "sync", "skills", "--prune")
    #expect(moved.status == 0, "\(moved.error)")
  }

  @Test func nothingToReadIsSaid() async throws {
    try write("walrus")
    #expect(await ipai("rag", "add", "docs", "--corpus", "notes", on: "ann").status == 0)
    let run = await ipai("rag", "sync", on: "bob")
    #expect(run.status == 0 && run.error.contains("no folder of this machine is in any corpus"), "\(run.error)")
    let named = await ipai("rag", "sync", "--corpus", "notes", on: "bob")
    #expect(named.status == 0 && named.error.contains("no folder of this machine is in notes"), "\(named.error)")
  }

  @Test func verboseNamesWhatIsUsed() async throws {
    let run = await ipai("memory", "list", "--verbose")
    #expect(run.status == 1 && run.error.contains("127.0.0.1"), "\(run.error)")
    #expect(!run.error.contains("ipai.db") && !run.error.contains("secret"), "\(run.error)")
  }
}
