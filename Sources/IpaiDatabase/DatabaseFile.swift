import Foundation
package import GRDB
import IpaiCore
import Schema

/// An open database, which has one writer and many readers at a time, in several processes.
package struct DatabaseFile: Sendable {
  /// The connections of GRDB.
  package let writer: any DatabaseWriter
  /// The path as it was given, or `:memory:`.
  package let path: String

  /// A new database in memory with the current schema, for tests and for `--db :memory:`.
  package static func inMemory() throws -> DatabaseFile {
    try translatingErrors(":memory:") {
      let queue = try DatabaseQueue(configuration: connectionSettings())
      try Migrations.apply(to: queue, path: ":memory:")
      return DatabaseFile(writer: queue, path: ":memory:")
    }
  }

  /// Opens the database for writing; it is created with mode 0600 when it is missing and migrated when it is older.
  ///
  /// Throws `IpaiError`: `.configuration` for a file that is not a database of ipai or is newer than this program,
  /// `.denied` for one that may not be written, `.unavailable` for a full or failing disk.
  package static func forWriting(_ path: String) throws -> DatabaseFile {
    if path == ":memory:" { return try inMemory() }
    let lock = try FolderLock(try createPrivately(path))
    defer { lock.release() }
    return try translatingErrors(path) {
      // A connection that may write switches the file to WAL mode, so another program's file has to be refused before that.
      let isCurrent = try inspect(path)
      let pool = try DatabasePool(path: path, configuration: connectionSettings())
      if !isCurrent { try Migrations.apply(to: pool, path: path) }
      return DatabaseFile(writer: pool, path: path)
    }
  }

  /// Opens an existing database for reading, also from a medium that cannot be written; nil when there is none.
  ///
  /// Throws what `forWriting` throws, and `IpaiError(.unavailable)` with the cause `OutdatedSchema` for a database that an
  /// older ipai made, because reading never changes a file.
  package static func forReading(_ path: String) throws -> DatabaseFile? {
    if path == ":memory:" { return nil }
    guard access(path, F_OK) == 0 else {
      let failure = SystemFailure()
      // A folder that may not be looked into may well have one.
      if failure.number == EACCES { throw failure.error("read", path) }
      return nil
    }
    try checkIsFile(path)
    return try translatingErrors(path) {
      let queue = try openReadOnly(path)
      if try queue.read({ try Migrations.isCurrent($0, path: path) }) {
        return DatabaseFile(writer: queue, path: path)
      }
      try queue.close()
      throw IpaiError(
        .unavailable, "the database \(path) was made by an older ipai", hint: "'ipai doctor' brings it up to date",
        cause: OutdatedSchema())
    }
  }

  /// Runs `body` in a transaction that only reads. Throws `IpaiError` for errors of SQLite, and what `body` throws.
  package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.read(body) }
  }

  /// Runs `body` without a transaction, for work that makes temporary tables, which a transaction that only reads refuses.
  package func unsafeRead<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.unsafeRead(body) }
  }

  /// Runs `body` in a transaction that may write. Throws `IpaiError` for errors of SQLite, and what `body` throws.
  package func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.write(body) }
  }

  /// Moves the write-ahead log into the database and closes the database.
  package func close() throws {
    if path != ":memory:", !writer.configuration.readonly { try truncateLog() }
    try translatingErrors(path) { try writer.close() }
  }
}

extension DatabaseFile {
  /// Creates the file and its folder when they are missing, and returns the folder.
  private static func createPrivately(_ path: String) throws -> String {
    var folder = (path as NSString).deletingLastPathComponent
    if folder.isEmpty { folder = "." }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw IpaiError(.denied, "cannot create the folder \(folder)", hint: "choose another with --db or IPAI_DB")
    }
    // A file that exists is not opened here: closing it again would drop the locks of this process's other connections.
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 || errno == EEXIST else { throw cannotOpen(path, errno) }
    if descriptor >= 0 { Foundation.close(descriptor) } else { try checkIsFile(path) }
    return folder
  }

  /// Throws `IpaiError(.configuration)` for a folder, and for a pipe or a device, on which opening could wait for ever.
  private static func checkIsFile(_ path: String) throws {
    var information = stat()
    guard stat(path, &information) == 0 else { return }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR:
      let example = if path == "/" { "/ipai.db" } else { path + "/ipai.db" }
      throw IpaiError(
        .configuration, "\(path) is a folder, and the database is a file",
        hint: "name a file in it, as in --db \(example)")
    default:
      throw IpaiError(
        .configuration, "\(path) is not a regular file", hint: "choose another file with --db or IPAI_DB")
    }
  }

  /// True when the file is a database of ipai with the schema of this program; false when it is empty or older.
  ///
  /// It only reads. Throws `IpaiError(.configuration)` for a database of another program or a newer ipai.
  private static func inspect(_ path: String) throws -> Bool {
    let queue = try openReadOnly(path)
    defer { try? queue.close() }
    return try queue.read { try Migrations.isCurrent($0, path: path) }
  }

  private static func cannotOpen(_ path: String, _ code: Int32) -> IpaiError {
    let message = "cannot open the database \(path): \(String(cString: strerror(code)))"
    if code == ENOSPC || code == EDQUOT {
      return IpaiError(.unavailable, message, hint: "free some space, or choose another place with --db")
    }
    return IpaiError(.denied, message, hint: "choose another with --db or IPAI_DB")
  }

  /// A connection that only reads. When the -shm file of WAL mode cannot be made, the file is treated as immutable.
  static func openReadOnly(_ path: String) throws -> DatabaseQueue {
    var settings = connectionSettings()
    settings.readonly = true
    do {
      let queue = try DatabaseQueue(path: path, configuration: settings)
      try queue.read { _ = try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      && !FileManager.default.fileExists(atPath: path + "-wal")
    {
      let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(path: "file:\(name)?immutable=1", configuration: settings)
    }
  }

  private static func connectionSettings() -> GRDB.Configuration {
    var settings = GRDB.Configuration()
    settings.busyMode = .timeout(30)
    settings.journalMode = .wal
    settings.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -16384")
      if !db.configuration.readonly {
        try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864")
      }
      try TermPostings.register(on: db)
    }
    return settings
  }
}

extension DatabaseFile {
  /// The size in bytes of the database and its write-ahead log; 0 for one in memory.
  package var sizeOnDisk: Int {
    ["", "-wal"].reduce(0) { sum, suffix in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
      return sum + ((attributes?[.size] as? Int) ?? 0)
    }
  }

  /// Makes the file as small as its content when more than a quarter of it is free.
  ///
  /// Returns false when that cannot be done now, because others use the file or the disk has no room for the work. Throws
  /// `IpaiError`.
  package func giveBackFreeSpace() throws -> Bool {
    let (free, all) = try read { db in
      (try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0, try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
    }
    guard free * 4 > all else { return true }
    guard try translatingErrors(path, vacuum) else { return false }
    try truncateLog()
    return true
  }

  /// Writes the file anew, without the free space in which removed rows are still legible, and empties the write-ahead log.
  ///
  /// Returns false when that cannot be done now, because others use the file. Throws `IpaiError(.unavailable)` when the disk
  /// has no room for a copy.
  package func rewrite() throws -> Bool {
    try translatingErrors(path) {
      do {
        try writer.vacuum()
        try writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return true
      } catch let error as DatabaseError
        where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode.primaryResultCode)
      {
        return false
      }
    }
  }

  private func vacuum() throws -> Bool {
    do { try writer.vacuum() } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL].contains(error.resultCode.primaryResultCode)
    {
      return false
    }
    return true
  }

  /// Moves the write-ahead log into the database as far as readers allow.
  package func truncateLog() throws {
    try translatingErrors(path) {
      do { try writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } } catch let error as DatabaseError
        where error.resultCode.primaryResultCode == .SQLITE_BUSY
      {
        return
      }
    }
  }
}
