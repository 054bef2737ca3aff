import CommandTestSupport
import Foundation
import GRDB
import IpaiDatabase
import TestSupport
import Testing

/// `ipai doctor` says what is wrong before a search does.
@Suite struct DoctorTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    for number in 1...3 {
      try repository.commit("commit \(number)", files: ["f": "walrus\(number)\n"], seconds: number)
    }
    #expect(run("commits", "index").status == 0)
  }

  private func run(_ arguments: String..., in folder: String? = nil) -> CommandRun {
    CommandRun(arguments, home: home, in: folder ?? repository.path)
  }

  private func finding(_ name: String, in folder: String? = nil) throws -> [String: String] {
    let report = run("doctor", "--format", "json", in: folder).json as? [String: Any]
    let findings = try #require(report?["checks"] as? [[String: String]])
    return try #require(findings.first { $0["name"] == name })
  }

  private var database: String { home.path + "/.local/share/ipai/ipai.db" }

  /// Changes the database behind ipai's back.
  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: database)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func anIntactDatabaseIsIntact() throws {
    #expect(try finding("database")["status"] == "ok")
    #expect(try finding("index")["message"] == "3 commits indexed, up to date")
    #expect(run("doctor").status == 0)
  }

  @Test(arguments: [
    // The postings of a term are rubbish, which only reading them shows.
    "UPDATE commit_words_data SET block = zeroblob(length(block)) WHERE id > 10",
    // FTS5 has no record of a document.
    "DELETE FROM commit_words_docsize WHERE id = 2",
    // A commit refers to a person who is not there.
    "PRAGMA foreign_keys = OFF; DELETE FROM person",
  ])
  func damageThatQuickChecksDoNotSeeIsFound(sql: String) throws {
    try change(sql)
    let found = try finding("database")
    #expect(found["status"] == "failed", "\(found)")
    #expect(found["message"]?.contains("is damaged: ") == true)
    #expect(run("doctor").status == 1)
  }

  @Test func aRepositoryThatCannotBeReadIsNotNone() throws {
    let other = try TemporaryFolder()
    try TestRepository.git(["init", "-q", "--object-format=sha256", other.path], in: other.path)
    let found = try finding("index", in: other.path)
    #expect(found["status"] == "failed")
    #expect(found["message"]?.contains("sha256") == true)
    let empty = try TemporaryFolder()
    #expect(try finding("index", in: empty.path)["message"] == "not in a git repository, nothing to compare")
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a file away"))
  func aRepositoryOfAnotherUserIsNotNone() throws {
    let other = try TestRepository()
    try other.commit("theirs")
    for path in [other.path, other.path + "/.git"] { chown(path, 65_534, 65_534) }
    let found = try finding("index", in: other.path)
    #expect(found["status"] == "failed", "\(found)")
    #expect(found["message"]?.contains("belongs to another user") == true)
    #expect(found["remedy"]?.contains("safe.directory") == true)
  }

  @Test func theHintForAFolderAsDatabaseHelps() throws {
    let refused = run("doctor", "--db", home.path)
    #expect(refused.status == 1)
    #expect(refused.output.contains("--db \(home.path)/ipai.db"))
    #expect(run("commits", "index", "--db", home.path + "/ipai.db").status == 0)
    #expect(run("doctor", "--db", home.path + "/ipai.db").status == 0)
  }

  @Test func unreadableCommitsAndMissingWordsAreSaid() throws {
    let commit = try repository.git("rev-parse", "HEAD~1")
    let file = repository.path + "/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))"
    try FileManager.default.removeItem(atPath: file)
    #expect(run("commits", "index", "--rebuild").error.contains("skipped \(commit)"))
    #expect(try finding("index")["status"] == "warning")
    #expect(try finding("index")["message"]?.contains("1 commit is missing or damaged") == true)
    let status = run("commits", "status").output
    #expect(status.contains(String(commit.prefix(10))))
    #expect(status.contains("1 commit lacks some") && status.contains(" commit, as far as they can be read"))
    // It is named each time.
    #expect(run("commits", "index").error.contains("skipped \(commit)"))
  }
}
