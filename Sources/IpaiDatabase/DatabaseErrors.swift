import GRDB
import IpaiCore

/// Runs `body` and turns SQLite's errors into ones that say what to do, in which `path` names the database.
package func translatingErrors<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw IpaiError(error, path)
  }
}

extension IpaiError {
  fileprivate init(_ error: DatabaseError, _ path: String) {
    let elsewhere = "choose another file with --db or IPAI_DB"
    self =
      switch error.resultCode.primaryResultCode {
      case .SQLITE_FULL:
        IpaiError(
          .unavailable, "the disk with the database \(path) is full",
          hint: "free some space and run the command again; what was committed is kept",
          cause: error)
      case .SQLITE_NOTADB:
        IpaiError(.configuration, "\(path) is not a database", hint: elsewhere, cause: error)
      case .SQLITE_CORRUPT:
        IpaiError(
          .unavailable, "the database \(path) is damaged",
          hint:
            "move it away, and index your repositories again: \(DatabaseHealth.movingAway(path)) && ipai commits index PATH",
          cause: error)
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
        IpaiError(.denied, "the database \(path) may not be written", hint: elsewhere, cause: error)
      case .SQLITE_CANTOPEN:
        IpaiError(.denied, "cannot open the database \(path)", hint: elsewhere, cause: error)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        IpaiError(
          .unavailable, "the database \(path) is in use by another process",
          hint: "try again when the other command has ended", cause: error)
      case .SQLITE_IOERR:
        IpaiError(
          .unavailable, "reading or writing the database \(path) failed", hint: "check the disk with 'ipai doctor'",
          cause: error)
      default: IpaiError(.internal, "the database \(path) answered with an error", cause: error)
      }
  }
}
