import CommandTestSupport
import DomainTestSupport
import Foundation
import GRDB
import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// Database files and a database on a server, between which commits are copied.
struct CopyDesk {
  let files: TemporaryFolder
  let home: TemporaryFolder
  let fixture: PostgresFixture

  init() async throws {
    files = try TemporaryFolder()
    home = try TemporaryFolder()
    fixture = try await PostgresFixture.migrated()
  }

  var address: String { fixture.address() }

  func ipai(_ words: [String]) async -> CommandRun { await CommandRun.awaiting(words, home: home, in: files.path) }
  func ipai(_ words: String...) async -> CommandRun { await ipai(words) }

  /// Runs a command that is interrupted.
  func cancelled(_ words: [String], when isCancelled: @escaping @Sendable () -> Bool) async -> CommandRun {
    await withCheckedContinuation { continuation in
      Thread { [home, files] in
        continuation.resume(returning: CommandRun(words, home: home, in: files.path, isCancelled: isCancelled))
      }.start()
    }
  }

  /// What names a store for a verb.
  func option(_ place: String) -> [String] { [place.contains("://") ? "--store" : "--db", place] }

  /// Copies commits, and returns what became of them.
  func copy(_ from: String, _ to: String) async throws -> [String: Any] {
    let run = await ipai("store", "copy", "--from", from, "--to", to, "--what", "commits", "--format", "json")
    #expect(run.status == 0, "\(run.output) \(run.error)")
    let parts = try #require((run.json as? [String: Any])?["parts"] as? [[String: Any]], "\(run.error)")
    return try #require(parts.first)
  }

  // MARK: The files

  private func database(_ name: String) throws -> DatabaseQueue { try DatabaseQueue(path: files.file(name)) }

  func change(_ name: String, _ statement: String) throws {
    let database = try database(name)
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      try db.execute(sql: statement)
    }
    try database.close()
  }

  /// Takes from the tables what keeps wrong values out.
  func loosen(_ name: String) throws {
    try change(
      name,
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL', ''), ') STRICT', ')') WHERE type = 'table' AND sql LIKE '%STRICT%'
        AND name IN ('git_commit', 'repository', 'person', 'path', 'unreadable')
        AND sql NOT LIKE '%WITHOUT ROWID%';
      PRAGMA writable_schema = RESET
      """)
  }

  func text(_ name: String, _ query: String) throws -> [String] {
    let database = try database(name)
    defer { try? database.close() }
    return try database.read { try String.fetchAll($0, sql: query) }
  }

  func count(_ name: String, _ table: String) throws -> Int {
    Int(try text(name, "SELECT count(*) FROM \(table)").first ?? "") ?? -1
  }

  func commits(_ name: String) throws -> Int { try count(name, "git_commit") }

  func content(_ name: String) throws -> IndexContent {
    let database = try DatabaseFile.forWriting(files.file(name))
    defer { try? database.close() }
    return try IndexContent(database)
  }

  // MARK: The server

  func change(_ statement: String) async throws { _ = try await fixture.connection().query(statement) }
  func number(_ query: String) async throws -> Int64? { try await fixture.connection().number(query) }

  // MARK: Comparing

  /// The ids of what was found.
  static func ids(_ run: CommandRun) -> [String] {
    let object = run.json as? [String: Any]
    let items = object?["results"] as? [[String: Any]] ?? object?["commits"] as? [[String: Any]] ?? []
    return items.compactMap { $0["commit"] as? String }
  }

  /// Compares what verbs say of a repository in two files and on the server.
  func compareCommits(in path: String, _ one: String = "one.db", _ two: String = "two.db") async throws {
    for words in [
      ["rag", "search", "parser"], ["rag", "search", "fix the socket number 12"],
      ["rag", "search", "\"speed up\" cookie"],
      ["rag", "search", "walrus", "--path", "zoo"], ["rag", "search", "broken", "--author", "person3"],
      ["rag", "search", "cache_count_7"], ["commits", "list", "--all"], ["commits", "list", "--path", "lib/deep"],
      ["commits", "list", "--author", "Person 5", "--max-results", "7"], ["commits", "status"],
    ] {
      let place = words[1] == "status" ? [path] : ["--repo", path]
      let words = words + place + ["--format", "json"]
      let first = await ipai(words + option(one))
      let second = await ipai(words + option(two))
      let shared = await ipai(words + option(address))
      #expect(first.status <= 1, "\(words) \(first.error)")
      #expect(Self.comparable(first) == Self.comparable(second), "\(words)")
      #expect(Self.comparable(first) == Self.comparable(shared), "\(words)")
    }
  }

  /// Without what is a matter of the store.
  private static func comparable(_ run: CommandRun) -> String {
    guard var object = run.json as? [String: Any] else { return run.output }
    for key in ["database", "database_bytes"] { object[key] = nil }
    if var items = object["results"] as? [[String: Any]] {
      for place in items.indices { items[place]["score"] = nil }
      object["results"] = items.sorted { "\($0["commit"] ?? "")" < "\($1["commit"] ?? "")" }
    }
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else {
      return run.output
    }
    return String(decoding: data, as: UTF8.self)
  }
}
