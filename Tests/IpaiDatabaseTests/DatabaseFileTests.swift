import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import TestSupport
import Testing

@Suite struct DatabaseFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func itIsCreatedPrivateInWALMode() throws {
    let path = folder.file("deep/er/ipai.db")
    let database = try DatabaseFile.forWriting(path)
    #expect(try mode(path) == 0o600)
    #expect(try mode(path + "-wal") == 0o600)
    #expect(try mode(folder.file("deep")) == 0o700)
    #expect(try database.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try database.read { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
    try database.close()
    #expect(FileManager.default.contents(atPath: path + "-wal")?.isEmpty ?? true)
  }

  @Test func readingWithoutADatabaseIsNil() throws {
    #expect(try DatabaseFile.forReading(folder.file("none.db")) == nil)
  }

  /// Opening a file for writing and for reading.
  private static let openings: [@Sendable (String) throws -> Void] = [
    { _ = try DatabaseFile.forWriting($0) }, { _ = try DatabaseFile.forReading($0) },
  ]

  @Test func aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws {
    let text = String(repeating: "this is no database. ", count: 100)
    let path = try folder.write(text, to: "notes.txt")
    for open in Self.openings {
      let error = #expect(throws: IpaiError.self) { try open(path) }
      #expect(error?.code == .configuration)
      #expect(error?.message == "\(path) is not a database")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
    }
  }

  @Test(arguments: [
    "CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x)", "CREATE TABLE a (x)", "CREATE TABLE a (x UNIQUE)",
    "PRAGMA user_version = 3", "PRAGMA application_id = 7",
    "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('v1')",
    "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); CREATE TABLE a (x)",
  ])
  func aDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs(sql: String) throws {
    let path = folder.file("other.db")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    // SQL that left the file empty would make it ours.
    try #require(!before.isEmpty)
    for open in Self.openings {
      let error = #expect(throws: IpaiError.self) { try open(path) }
      #expect(error?.code == .configuration)
      #expect(error?.message == "\(path) is a database of another program")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["other.db"])
    }
  }

  @Test func anEmptyFileAndAnEmptyDatabaseBecomeOurs() throws {
    let empty = try folder.write("", to: "empty.db")
    let queue = try DatabaseQueue(path: folder.file("fresh.db"))
    try queue.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE a (x); DROP TABLE a") }
    try queue.close()
    for path in [empty, folder.file("fresh.db")] {
      let database = try DatabaseFile.forWriting(path)
      #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM git_commit") } == 0)
    }
  }

  @Test func aFolderAPipeAndADeviceAreRefusedAtOnce() throws {
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    for path in [folder.path, folder.file("pipe"), "/dev/zero"] {
      for open in Self.openings {
        let error = #expect(throws: IpaiError.self) { try open(path) }
        #expect(error?.code == .configuration)
        #expect(error?.hint?.contains("--db") == true)
      }
    }
  }

  @Test func aDatabaseOfANewerIpaiIsRefused() throws {
    let path = folder.file("newer.db")
    let database = try DatabaseFile.forWriting(path)
    try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999-future')") }
    try database.close()
    for open in Self.openings {
      let error = #expect(throws: IpaiError.self) { try open(path) }
      #expect(error?.code == .configuration)
      #expect(error?.message.contains("newer ipai") == true)
      #expect(error?.message.contains("9999-future") == true)
      #expect(error?.hint != nil)
    }
  }

  @Test func aHalfMadeDatabaseIsFinished() throws {
    let path = folder.file("half.db")
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
    try queue.close()
    let database = try DatabaseFile.forWriting(path)
    #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM git_commit") } == 0)
  }

  @Test func eachMigrationUpgradesTheDatabaseOfTheOneBefore() throws {
    for (index, name) in Migrations.known.enumerated() {
      let path = folder.file("v\(index).db")
      let queue = try DatabaseQueue(path: path)
      if index > 0 { try Migrations.migrator(upTo: Migrations.known[index - 1]).migrate(queue) }
      try Migrations.migrator(upTo: name).migrate(queue)
      let applied = try queue.read { try DatabaseMigrator().appliedIdentifiers($0) }
      #expect(applied == Set(Migrations.known.prefix(index + 1)))
      try queue.close()
    }
  }

  /// Makes a database with one row and closes it, without the files that WAL mode adds.
  private func makeClosed(_ path: String) throws {
    let database = try DatabaseFile.forWriting(path)
    try database.write { try $0.execute(sql: "INSERT INTO person (name, email) VALUES ('a', 'b')") }
    try database.close()
    let queue = try DatabaseQueue(path: path)
    try queue.close()
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// Expects that the row of `makeClosed` can be read and not deleted, in a folder in which no file can be made.
  private func expectReadOnly(_ path: String) throws {
    try #require(!FileManager.default.createFile(atPath: path + "-test", contents: nil))
    let reopened = try #require(try DatabaseFile.forReading(path))
    #expect(try reopened.read { try String.fetchOne($0, sql: "SELECT name FROM person") } == "a")
    let error = #expect(throws: IpaiError.self) {
      try reopened.write { try $0.execute(sql: "DELETE FROM person") }
    }
    #expect(error?.code == .denied)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"))
  func aDatabaseOnAMediumThatCannotBeWrittenIsRead() throws {
    let disk = try SmallDisk(kilobytes: 2_048)
    try makeClosed(disk.file("ipai.db"))
    try disk.makeReadOnly()
    try expectReadOnly(disk.file("ipai.db"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func aDatabaseInAFolderThatMayNotBeWrittenIsRead() throws {
    let path = folder.file("ro/ipai.db")
    try makeClosed(path)
    chmod(path, 0o444)
    chmod(folder.file("ro"), 0o555)
    defer { chmod(folder.file("ro"), 0o755) }
    try expectReadOnly(path)
  }

  @Test func aFullDiskIsSaidAndNothingIsLost() throws {
    let database = try DatabaseFile.forWriting(folder.file("full.db"))
    try database.write { try $0.execute(sql: "INSERT INTO person (name, email) VALUES ('kept', '')") }
    let pages = try #require(try database.read { try Int.fetchOne($0, sql: "PRAGMA page_count") })
    let error = #expect(throws: IpaiError.self) {
      try database.write { db in
        try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        for number in 0..<10_000 {
          try db.execute(
            sql: "INSERT INTO person (name, email) VALUES (?, ?)",
            arguments: ["\(number)", String(repeating: "x", count: 200)])
        }
      }
    }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("full") == true)
    #expect(try database.read { try String.fetchAll($0, sql: "SELECT name FROM person") } == ["kept"])
    #expect(try database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
  }

  /// A database of which three quarters are free.
  private func mostlyFree(_ path: String) throws -> DatabaseFile {
    let database = try DatabaseFile.forWriting(path)
    try database.write { db in
      for number in 0..<2_000 {
        let arguments: StatementArguments = ["\(number)", String(repeating: "x", count: 1_000)]
        try db.execute(sql: "INSERT INTO person (name, email) VALUES (?, ?)", arguments: arguments)
      }
      try db.execute(sql: "DELETE FROM person WHERE id % 4 > 0")
    }
    try database.truncateLog()
    return database
  }

  @Test func freeSpaceIsGivenBack() throws {
    let database = try mostlyFree(folder.file("free.db"))
    let before = database.sizeOnDisk
    #expect(try database.giveBackFreeSpace())
    #expect(database.sizeOnDisk * 2 < before)
  }

  @Test func aDamagedDatabaseIsSaidWhenSpaceIsGivenBack() throws {
    let path = folder.file("damaged.db")
    try mostlyFree(path).close()
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: size / 4)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size / 2)))
    try file.close()
    let error = #expect(throws: IpaiError.self) { _ = try DatabaseFile.forWriting(path).giveBackFreeSpace() }
    #expect(error?.code == .unavailable && error?.message == "the database \(path) is damaged")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"))
  func onAFullDiskTheFileStaysAsItIs() throws {
    let disk = try SmallDisk(kilobytes: 32_768)
    let database = try mostlyFree(disk.file("full.db"))
    let room = try #require(DatabaseHealth.freeBytes(near: disk.path))
    try Data(count: room - 65_536).write(to: URL(fileURLWithPath: disk.file("ballast")))
    #expect(try !database.giveBackFreeSpace())
    #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM person") } == 500)
  }

  @Test func theSchemaRefusesWhatMakesNoSense() throws {
    let database = try DatabaseFile.inMemory()
    func commit(_ oid: String, _ parents: String, _ author: Int, _ words: Int) -> String {
      """
      INSERT INTO git_commit (oid, parents, author_id, committer_id, authored_at, committed_at, message, words)
      VALUES (\(oid), \(parents), \(author), 1, 0, 0, '', \(words))
      """
    }
    func repository(_ name: String, _ tips: String, _ shallow: Int) -> String {
      """
      INSERT INTO repository (git_directory, path, selection, tips, shallow, complete, generation, indexed_at)
      VALUES ('\(name)', 'p', '', \(tips), \(shallow), 0, 0, 0)
      """
    }
    let right = [
      "INSERT INTO person (id, name, email) VALUES (1, 'a', 'b')", commit("zeroblob(20)", "x''", 1, 0),
      "INSERT INTO path (name) VALUES (x'70')", "INSERT INTO changed_path VALUES (1, 1, 'A')",
      repository("g", "x''", 0), "INSERT INTO reachable VALUES (1, 1)",
    ]
    for sql in right { try database.write { try $0.execute(sql: sql) } }
    let wrong = [
      commit("x'00'", "x''", 1, 0), commit("randomblob(20)", "x'00'", 1, 0), commit("randomblob(20)", "x''", 2, 0),
      commit("randomblob(20)", "x''", 1, 3), commit("zeroblob(20)", "x''", 1, 0),
      "INSERT INTO changed_path VALUES (1, 2, 'A')", "INSERT INTO changed_path VALUES (2, 1, 'A')",
      "UPDATE changed_path SET kind = 'X'", "INSERT INTO path (name) VALUES (x'')",
      repository("h", "x'00'", 0), repository("h", "x''", 2), repository("g", "x''", 0),
      "INSERT INTO reachable VALUES (1, 2)", "INSERT INTO reachable VALUES (2, 1)",
    ]
    for sql in wrong {
      let error = #expect(throws: IpaiError.self, "\(sql)") { try database.write { try $0.execute(sql: sql) } }
      let code = (error?.cause as? DatabaseError)?.resultCode.primaryResultCode
      #expect(code == .SQLITE_CONSTRAINT, "\(sql): \(String(describing: error?.cause))")
    }
  }
}
