import CommandTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// `ipai store copy --what commits` from files that are damaged, or that somebody has made for it.
@Suite(.serialized) struct DamagedCopyStoreCommandTests {
  private let desk: CopyDesk

  init() async throws {
    desk = try await CopyDesk()
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    try desk.change("one.db", "PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Nothing of it is in the destination.
  private func isRefused(_ what: String) async throws {
    for place in [desk.address, "two.db"] {
      let run = await desk.ipai("store", "copy", "--from", "one.db", "--to", place, "--what", "commits")
      #expect([65, 69, 78].contains(run.status) && !run.error.isEmpty, "\(what): \(run.status) \(run.error)")
    }
    if FileManager.default.fileExists(atPath: desk.files.file("two.db")) {
      #expect(try desk.commits("two.db") == 0 && desk.count("two.db", "repository") == 0, "\(what)")
    }
    for table in ["git_commit", "repository", "reachable", "person", "word_segment"] {
      #expect(try await desk.number("SELECT count(*) FROM mcp.\(table)") == 0, "\(what) \(table)")
    }
  }

  private static let statements = [
    "UPDATE git_commit SET oid = x'00' WHERE id = 5", "UPDATE git_commit SET parents = x'0102' WHERE id = 5",
    "UPDATE git_commit SET message = NULL WHERE id = 5", "UPDATE git_commit SET author_id = 77777 WHERE id = 5",
    "UPDATE git_commit SET message = 'a' || char(0) || 'b' WHERE id = 5",
    "UPDATE git_commit SET words = 7 WHERE id = 5",
    "UPDATE git_commit SET authored_offset = 9223372036854775807 WHERE id = 5",
    "UPDATE repository SET git_directory = '../x'", "UPDATE repository SET path = '/x' || char(0)",
    "UPDATE repository SET tips = x'00'", "UPDATE repository SET selection = NULL",
    "UPDATE repository SET indexed_at = 'soon'", "UPDATE changed_path SET kind = 'X' WHERE commit_id = 5",
    "UPDATE changed_path SET path_id = path_id + 77777 WHERE commit_id = 5",
    "UPDATE path SET name = 'text' WHERE id = 3",
    "UPDATE person SET name = x'00' WHERE id = 1", "INSERT INTO reachable VALUES (1, 77777)",
    "DELETE FROM commit_words_docsize WHERE id = 5", "DROP TABLE commit_words", "DROP TABLE unreadable",
    "INSERT INTO unreadable VALUES (1, x'00', x'00')",
    "DELETE FROM commit_words_data WHERE id > 100", "UPDATE commit_words_docsize SET sz = x'0101010101' WHERE id = 5",
    "UPDATE commit_words_data SET block = zeroblob(length(block)) WHERE id > 100",
  ]

  @Test func whatIpaiHasNotWrittenIsRefused() async throws {
    let path = URL(fileURLWithPath: desk.files.file("one.db"))
    let whole = try Data(contentsOf: path)
    for statement in Self.statements {
      try whole.write(to: path)
      try desk.loosen("one.db")
      try desk.change("one.db", statement)
      try await isRefused(statement)
    }
    try whole.write(to: path)
    #expect(try await desk.copy("one.db", desk.address)["copied"] as? Int == 61)
  }

  @Test func aDamagedFileIsRefused() async throws {
    let path = desk.files.file("one.db")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for page in [3, 10, whole.count / 4_096 / 2] {
      var bytes = whole
      bytes.replaceSubrange(page * 4_096..<(page + 1) * 4_096, with: Data(repeating: 0xA5, count: 4_096))
      try bytes.write(to: URL(fileURLWithPath: path))
      let run = await desk.ipai("store", "copy", "--from", "one.db", "--to", desk.address, "--what", "commits")
      // The page may be one that is not read.
      if run.status == 0 {
        #expect(try await desk.copy("one.db", desk.address)["copied"] as? Int == 0)
      } else {
        #expect([65, 69, 78].contains(run.status), "\(page): \(run.status) \(run.error)")
        let half = "SELECT count(*) FROM mcp.repository WHERE complete"
        #expect(try await desk.number(half) == 0, "\(page)")
      }
    }
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    let run = await desk.ipai("store", "copy", "--from", "one.db", "--to", "three.db", "--what", "commits")
    #expect(run.status == 69 && !FileManager.default.fileExists(atPath: desk.files.file("three.db")), "\(run.error)")
  }
}
