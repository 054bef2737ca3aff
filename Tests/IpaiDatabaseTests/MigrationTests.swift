import Foundation
import GRDB
import IpaiCore
import TestSupport
import Testing

@testable import IpaiDatabase

/// Each migration of a database with data that the one before it made.
@Suite struct MigrationTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// The path of a database as it was after the migration `name`, with the rows that `fill` adds.
  private func old(_ name: String, _ fill: (Database) throws -> Void) throws -> String {
    let path = folder.file("old.db")
    let queue = try DatabaseQueue(path: path)
    try Migrations.migrator(upTo: name).migrate(queue)
    try queue.write(fill)
    try queue.close()
    return path
  }

  private static let commit = """
    INSERT INTO person (id, name, email) VALUES (1, 'A', 'a@example.org');
    INSERT INTO git_commit (id, oid, parents, author_id, committer_id, authored_at, committed_at, message, words)
    VALUES (7, zeroblob(20), x'', 1, 1, 5, 5, 'find the walrus', 2);
    INSERT INTO commit_words (rowid, subject) VALUES (7, 'walrus');
    INSERT INTO repository (id, git_directory, path, selection, tips, shallow, complete, generation, indexed_at)
    VALUES (3, '/r/.git', '/r', '{}', x'', 0, 1, 1, 9);
    INSERT INTO reachable (repository_id, commit_id) VALUES (3, 7);
    """

  @Test func vectorsJoinTheCommitsThatAreThere() throws {
    let path = try old("0001-commits") { try $0.execute(sql: Self.commit) }
    let database = try DatabaseFile.forWriting(path)
    try database.read { (db: Database) throws in
      #expect(try DatabaseMigrator().appliedIdentifiers(db) == Set(Migrations.known))
      #expect(try String.fetchOne(db, sql: "SELECT message FROM git_commit WHERE id = 7") == "find the walrus")
      #expect(try Int.fetchOne(db, sql: "SELECT rowid FROM commit_words WHERE commit_words MATCH 'walrus'") == 7)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM reachable") == 1)
      #expect(try Data.fetchOne(db, sql: "SELECT id FROM identity")?.count == 16)
      #expect(
        try String.fetchAll(db, sql: "SELECT name FROM corpus ORDER BY name") == [
          "commit vectors", "commits", "document vectors", "documents", "memory", "memory vectors", "skill vectors",
          "skills",
        ])
    }
    let writable = try DatabaseFile.forWriting(path)
    try writable.write { (db: Database) throws in
      try db.execute(
        sql: """
          INSERT INTO embedding_model (id, name, revision, dimensions) VALUES (1, 'm', ?, 64);
          INSERT INTO commit_vector (model_id, commit_id, scale, bytes) VALUES (1, 7, 0.5, zeroblob(64));
          DELETE FROM reachable;
          DELETE FROM git_commit WHERE id = 7;
          """, arguments: [String(repeating: "a", count: 64)])
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM commit_vector") == 0)
    }
  }

  @Test func aRepositoryFromBeforeIsKeptAndItsBoundaryIsNotKnown() throws {
    let path = try old("0002-vectors") { try $0.execute(sql: Self.commit) }
    let database = try DatabaseFile.forWriting(path)
    try database.write { (db: Database) throws in
      #expect(try DatabaseMigrator().appliedIdentifiers(db) == Set(Migrations.known))
      let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM repository"))
      #expect(row["generation"] as Int == 1)
      #expect(row["path"] as String == "/r")
      #expect(row["boundary"] as Data? == nil)
      #expect(row["commits"] as Int == 1)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM reachable") == 1)
      try db.execute(sql: "INSERT INTO unreadable VALUES (3, zeroblob(20), zeroblob(20))")
      try db.execute(sql: "DELETE FROM repository")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM unreadable") == 0)
    }
  }

  @Test func commitsOfAnEarlierIpaiAreMarkedAsIncomplete() throws {
    let path = try old("0002-vectors") { db in
      try db.execute(sql: Self.commit)
      try db.execute(
        sql: """
          INSERT INTO git_commit (id, oid, parents, author_id, committer_id, authored_at, committed_at, message, words)
          VALUES (8, randomblob(20), x'', 1, 1, 5, 5, 'big', 2);
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20000)
          INSERT INTO path (id, name) SELECT n, CAST('f' || n AS BLOB) FROM number;
          INSERT INTO changed_path (commit_id, path_id, kind) SELECT 8, id, 'A' FROM path;
          INSERT INTO changed_path (commit_id, path_id, kind) SELECT 7, id, 'A' FROM path WHERE id < 20000;
          """)
    }
    try DatabaseFile.forWriting(path).read { (db: Database) throws in
      #expect(try DatabaseMigrator().appliedIdentifiers(db) == Set(Migrations.known))
      #expect(
        try Int.fetchAll(db, sql: "SELECT id FROM git_commit WHERE authored_offset IS NULL ORDER BY id") == [7, 8])
      #expect(try Int.fetchAll(db, sql: "SELECT id FROM git_commit WHERE paths_cut = 1") == [8])
      #expect(try Int.fetchAll(db, sql: "SELECT id FROM git_commit WHERE message_cut = 1").isEmpty)
      #expect(try Int.fetchOne(db, sql: "SELECT rowid FROM commit_words WHERE commit_words MATCH 'walrus'") == 7)
    }
  }

  @Test(arguments: Migrations.known.dropLast())
  func openingForReadingNeverMigrates(name: String) throws {
    let path = try old(name) { try $0.execute(sql: Self.commit) }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = #expect(throws: IpaiError.self) { _ = try DatabaseFile.forReading(path) }
    #expect(error?.code == .unavailable && error?.cause is OutdatedSchema)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func twoDatabasesAreToldApart() throws {
    let identities = try (0..<2).map { number in
      try DatabaseFile.forWriting(folder.file("\(number).db")).read {
        try Data.fetchOne($0, sql: "SELECT id FROM identity")
      }
    }
    #expect(identities[0] != identities[1])
  }

  @Test func memoryAndSkillsJoinTheCommitsThatAreThere() throws {
    let path = try old("0004-commit-facts") { db in
      try db.execute(sql: Self.commit)
      try db.execute(sql: "UPDATE corpus SET version = 41 WHERE name = 'commits'")
    }
    let database = try DatabaseFile.forWriting(path)
    try database.write { (db: Database) throws in
      #expect(try DatabaseMigrator().appliedIdentifiers(db) == Set(Migrations.known))
      #expect(try String.fetchOne(db, sql: "SELECT message FROM git_commit WHERE id = 7") == "find the walrus")
      #expect(try Int.fetchOne(db, sql: "SELECT version FROM corpus WHERE name = 'commits'") == 41)
      try db.execute(
        sql: """
          INSERT INTO conversation (id, session_id, kind, created_at, updated_at) VALUES (1, 's', 'note', 5, 5);
          INSERT INTO message (conversation_id, position, message_id, role, said_at, content)
          VALUES (1, 0, 'm', 'user', 5, 'a walrus');
          DELETE FROM conversation;
          """)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM message") == 0)
    }
  }

  @Test func skillsJoinTheMemoryThatIsThere() throws {
    let path = try old("0005-memory") { db in
      try db.execute(
        sql: """
          INSERT INTO conversation (id, session_id, kind, created_at, updated_at) VALUES (1, 's', 'note', 5, 5);
          INSERT INTO message (conversation_id, position, message_id, role, said_at, content)
          VALUES (1, 0, 'm', 'user', 5, 'a walrus');
          INSERT INTO message_words (rowid, text) VALUES (1, 'walrus');
          """)
    }
    let database = try DatabaseFile.forWriting(path)
    try database.read { (db: Database) throws in
      #expect(try DatabaseMigrator().appliedIdentifiers(db) == Set(Migrations.known))
      #expect(try String.fetchOne(db, sql: "SELECT content FROM message") == "a walrus")
      #expect(try Int.fetchOne(db, sql: "SELECT rowid FROM message_words WHERE message_words MATCH 'walrus'") == 1)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM skill") == 0)
    }
  }

  @Test func wordsOfMessagesAreKeptWhenMoreOfThemAreCollected() throws {
    let path = try old("0006-skills") { db in
      try db.execute(sql: "INSERT INTO message_words (rowid, text) VALUES (1, 'walrus')")
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      try db.execute(sql: "INSERT INTO message_words (rowid, text) VALUES (2, 'walrus')")
      #expect(
        try Int.fetchAll(db, sql: "SELECT rowid FROM message_words WHERE message_words MATCH 'walrus'") == [1, 2])
      #expect(try Int.fetchOne(db, sql: "SELECT v FROM message_words_config WHERE k = 'hashsize'") == 16 << 20)
    }
  }

  @Test func usageStaysWhenACoordinatorKeepsWhatItKnows() throws {
    let path = try old("0009-serving") { db in
      try db.execute(sql: "INSERT INTO usage VALUES (1, 'GET /status', 'key:x', 'ok', 1, 0)")
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT operation FROM usage") == "GET /status")
      try db.execute(
        sql: """
          INSERT INTO tool_pin VALUES ('lab', 'search', '{}', 5);
          INSERT INTO routing_cache (cache_key, target, answer, expires_at, created_at)
          VALUES (zeroblob(32), 'lab', x'7B7D', 2, 1);
          """)
      #expect(throws: DatabaseError.self) { try db.execute(sql: "INSERT INTO tool_pin VALUES ('', 'search', '{}', 5)") }
      #expect(throws: DatabaseError.self) {
        try db.execute(sql: "UPDATE routing_cache SET confidence = 2")
      }
    }
  }

  @Test func pinsStayWhenDocumentsAreKept() throws {
    let path = try old("0010-routing") { db in
      try db.execute(sql: "INSERT INTO tool_pin VALUES ('lab', 'search', '{}', 5)")
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT tool FROM tool_pin") == "search")
      try db.execute(
        sql: """
          INSERT INTO embedding_model (id, name, revision, dimensions) VALUES (1, 'm', '\(String(repeating: "a", count: 64))', 2);
          INSERT INTO document_corpus (id, name, added_at) VALUES (1, 'docs', 5);
          INSERT INTO document_source (id, corpus_id, path, include, exclude) VALUES (1, 1, '/d', '[]', '[]');
          INSERT INTO document (id, digest, path, format, splitter) VALUES (1, zeroblob(32), 'a', 'text', 1);
          INSERT INTO source_file (source_id, path, document_id, size, modified, changed) VALUES (1, 'a', 1, 1, 1, 1);
          INSERT INTO passage (id, document_id, position, start_line, end_line, kind, heading, text, digest)
          VALUES (1, 1, 0, 1, 1, 'text', 'h', 't', zeroblob(16)), (2, 1, 1, 2, 2, 'text', 'h', 't', zeroblob(16));
          INSERT INTO passage_vector (model_id, passage_id, scale, bytes) VALUES (1, 1, 0.5, x'0102');
          """)
      // A vector is that of all passages with the same text.
      #expect(try Int.fetchAll(db, sql: "SELECT passage_id FROM passage_vector ORDER BY passage_id") == [1, 2])
      #expect(try String.fetchOne(db, sql: "SELECT search_text FROM passage WHERE id = 1") == "h\nt")
      #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE source_file SET document_id = NULL") }
      try db.execute(sql: "DELETE FROM document_corpus")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM source_file") == 0)
    }
  }

  @Test func corporaStayWhenTheyGetEmbedders() throws {
    let path = try old("0011-corpora") { db in
      try db.execute(sql: "INSERT INTO document_corpus (id, name, added_at) VALUES (1, 'docs', 5)")
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT name FROM document_corpus") == "docs")
      try db.execute(
        sql: "INSERT INTO corpus_embedder (corpus_id, url, model, dimensions) VALUES (1, 'https://e.org/v1', 'm', 4096)"
      )
      for change in ["dimensions = 4097", "model = NULL", "url = NULL", "dimensions = NULL", "price = -1"] {
        #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE corpus_embedder SET \(change)") }
      }
      try db.execute(sql: "DELETE FROM document_corpus")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM corpus_embedder") == 0)
    }
  }

  @Test func keysStayWhenServersKeepTheirAnswers() throws {
    let path = try old("0008-access") { db in
      try db.execute(
        sql: """
          INSERT INTO access_key (id, name, scope, salt, hash, created_at)
          VALUES ('0123456789abcdef', 'laptop', 'read', zeroblob(16), zeroblob(32), 5)
          """)
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT name FROM access_key") == "laptop")
      try db.execute(
        sql: """
          INSERT INTO answered_request (key, request, started_at) VALUES (zeroblob(32), zeroblob(32), 5);
          INSERT INTO usage VALUES (1, 'GET /status', 'key:x', 'ok', 1, 0);
          """)
      #expect(throws: DatabaseError.self) { try db.execute(sql: "INSERT INTO usage VALUES (1, '', '', 'ok', 1, 0)") }
    }
  }

  @Test func promotionsStayWhenScansOfAccountsAreKept() throws {
    let path = try old("0013-promotion") { db in
      try db.execute(
        sql: """
          INSERT INTO promotion (number, digest, statement, promoted_by, promoted_at)
          VALUES (1, '\(String(repeating: "a", count: 64))', '{}', 'ann', 5)
          """)
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT promoted_by FROM promotion") == "ann")
      try db.execute(
        sql: """
          INSERT INTO advisor_scan (
            id, account, read_at, finished_at, version, saving, critical, high, medium, low, info, tallies, not_assessed, states)
          VALUES (1, 'a', 5, 6, '1', 0, 0, 0, 0, 0, 0, '[]', '[]', '{}');
          INSERT INTO advisor_finding (
            id, account, fingerprint, rule, category, severity, first_seen, last_seen, last_scan_id, urn, search_text, document)
          VALUES (1, 'a', '0123456789abcdef', 'DO-COST-001', 'cost', 'low', 5, 5, 1, 'do:droplet:1', '', '{}');
          INSERT INTO advisor_scan_finding VALUES (1, 1, 'low', NULL, 5);
          INSERT INTO advisor_suppression (rule, reason, created_at) VALUES ('DO-COST-001', 'ours', 5);
          INSERT INTO advisor_address VALUES ('a', '192.0.2.1', 'do:droplet:1', 5);
          """)
      for change in [
        "advisor_scan SET score = 101", "advisor_scan SET states = '[]'", "advisor_scan SET account = ''",
        "advisor_finding SET fingerprint = '0123456789abcdeF'", "advisor_finding SET severity = 'urgent'",
        "advisor_finding SET last_seen = 4", "advisor_finding SET document = 'x'",
        "advisor_finding SET last_scan_id = 2", "advisor_suppression SET fingerprint = '0123456789abcdef'",
        "advisor_suppression SET rule = NULL", "advisor_suppression SET until = 5",
        "advisor_suppression SET reason = ''",
        "advisor_address SET address = ''",
      ] {
        #expect(throws: DatabaseError.self, "\(change)") { try db.execute(sql: "UPDATE \(change)") }
      }
      try db.execute(sql: "DELETE FROM advisor_scan")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM advisor_finding") == 0)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM advisor_scan_finding") == 0)
    }
  }

  @Test func scansStayWhenWhatTheyCoverIsKept() throws {
    let path = try old("0014-advisor") { db in
      try db.execute(
        sql: """
          INSERT INTO advisor_scan (
            id, account, read_at, finished_at, version, saving, critical, high, medium, low, info, tallies, not_assessed, states)
          VALUES (1, 'a', 5, 6, '1', 0, 0, 0, 0, 0, 0, '[]', '[]', '{}')
          """)
    }
    try DatabaseFile.forWriting(path).write { (db: Database) throws in
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM advisor_scan WHERE coverage IS NULL") == 1)
      for change in ["coverage = 'x'", "coverage = '[]'"] {
        #expect(throws: DatabaseError.self, "\(change)") { try db.execute(sql: "UPDATE advisor_scan SET \(change)") }
      }
      try db.execute(sql: "UPDATE advisor_scan SET coverage = '{}'")
    }
  }
}
