import Foundation
package import GRDB
import IpaiCore
import Schema

/// The open database: one writer, many readers, several processes at once.
package struct DatabaseFile: Sendable {
  package let writer: any DatabaseWriter
  package let path: String

  /// A new database in memory, migrated, for tests and for `--db :memory:`.
  package static func inMemory() throws -> DatabaseFile {
    try translatingErrors(":memory:") {
      let queue = try DatabaseQueue(configuration: connectionSettings())
      try Migrations.apply(to: queue, path: ":memory:")
      return DatabaseFile(writer: queue, path: ":memory:")
    }
  }

  /// Opens the database for writing: created with mode 0600 when missing, migrated when older.
  ///
  /// Throws `IpaiError`: `.configuration` for a file that is no database of ipai or is newer than this program,
  /// `.denied` for one that may not be written, `.unavailable` for a full or failing disk.
  package static func forWriting(_ path: String) throws -> DatabaseFile {
    if path == ":memory:" { return try inMemory() }
    let lock = try FolderLock(try createPrivately(path))
    defer { lock.release() }
    return try translatingErrors(path) {
      // A connection that may write switches the file to WAL mode: another program's must be refused before.
      let isCurrent = try inspect(path)
      let pool = try DatabasePool(path: path, configuration: connectionSettings())
      if !isCurrent { try Migrations.apply(to: pool, path: path) }
      return DatabaseFile(writer: pool, path: path)
    }
  }

  /// Opens an existing database for reading, also from a medium that cannot be written; nil when there is none.
  ///
  /// Throws as `forWriting` does, and `IpaiError(.unavailable)` with the cause `OutdatedSchema` for a database that an older ipai
  /// made: reading never changes a file.
  package static func forReading(_ path: String) throws -> DatabaseFile? {
    if path == ":memory:" { return nil }
    guard FileManager.default.fileExists(atPath: path) else { return nil }
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

  package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.read(body) }
  }

  /// Like `read`, for what makes temporary tables, which a transaction that only reads refuses.
  func unsafeRead<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.unsafeRead(body) }
  }

  package func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translatingErrors(path) { try writer.write(body) }
  }

  /// Moves the write-ahead log into the database and closes it.
  package func close() throws {
    if path != ":memory:", !writer.configuration.readonly { try truncateLog() }
    try translatingErrors(path) { try writer.close() }
  }
}

extension DatabaseFile {
  /// Creates the file where it is missing, and its folder, and returns the folder.
  private static func createPrivately(_ path: String) throws -> String {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw IpaiError(.denied, "cannot create the folder \(folder)", hint: "choose another with --db or IPAI_DB")
    }
    // Never opened when it is there: closing it again would drop the locks of other connections of this process.
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
      throw IpaiError(
        .configuration, "\(path) is a folder, and the database is a file",
        hint: "name a file in it, as in --db \(path == "/" ? "" : path)/ipai.db")
    default:
      throw IpaiError(
        .configuration, "\(path) is not a regular file", hint: "choose another file with --db or IPAI_DB")
    }
  }

  /// True when the file is a database of ipai with the schema of this program; false when it is empty or older.
  ///
  /// Only reads. Throws `IpaiError(.configuration)` for a database of another program or a newer ipai.
  private static func inspect(_ path: String) throws -> Bool {
    let queue = try openReadOnly(path)
    defer { try? queue.close() }
    return try queue.read { try Migrations.isCurrent($0, path: path) }
  }

  private static func cannotOpen(_ path: String, _ code: Int32) -> IpaiError {
    let full = code == ENOSPC || code == EDQUOT
    return IpaiError(
      full ? .unavailable : .denied, "cannot open the database \(path): \(String(cString: strerror(code)))",
      hint: full ? "free some space, or choose another place with --db" : "choose another with --db or IPAI_DB")
  }

  /// A connection that only reads. Where the -shm file of WAL mode cannot be made, the file is taken as immutable.
  private static func openReadOnly(_ path: String) throws -> DatabaseQueue {
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
  /// Bytes of the database and its write-ahead log; 0 in memory.
  package var sizeOnDisk: Int {
    ["", "-wal"].reduce(0) { sum, suffix in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
      return sum + ((attributes?[.size] as? Int) ?? 0)
    }
  }

  /// Makes the file as small as its content when much of it is free.
  ///
  /// False where that cannot be done now: others are using the file, or the disk has no room for the work. Throws `IpaiError`.
  package func giveBackFreeSpace() throws -> Bool {
    let (free, all) = try read { db in
      (try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0, try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
    }
    guard free * 4 > all else { return true }
    guard try translatingErrors(path, vacuum) else { return false }
    try truncateLog()
    return true
  }

  private func vacuum() throws -> Bool {
    do { try writer.vacuum() } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL].contains(error.resultCode.primaryResultCode)
    {
      return false
    }
    return true
  }

  /// Moves the write-ahead log into the database, as far as readers allow.
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
