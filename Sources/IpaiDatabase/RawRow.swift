package import GRDB
import GRDBSQLite

/// A row of a statement that is stepped without GRDB's rows: a search in a new process reads one for every document.
package struct RawRow {
  private let statement: OpaquePointer

  fileprivate init(_ statement: OpaquePointer) { self.statement = statement }

  /// A number; 0 for NULL.
  package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

  /// A text; nil for NULL.
  package func text(_ column: Int32) -> String? {
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
    return String(decoding: bytes(column), as: UTF8.self)
  }

  /// How many characters a text has, as the function length() of SQLite counts them, but quicker.
  package func characterCount(_ column: Int32) -> Int {
    var count = 0
    // All bytes but those that continue a character.
    for byte in bytes(column) where byte & 0xC0 != 0x80 { count &+= 1 }
    return count
  }

  /// The bytes of a blob or text, which are there until the next row.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // The bytes have to be asked for before their number.
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

extension Statement {
  /// Calls `body` with each row. Throws `DatabaseError`.
  package func forEachRawRow(_ body: (RawRow) -> Void) throws {
    let handle = sqliteStatement
    defer { sqlite3_reset(handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: body(RawRow(handle))
      case SQLITE_DONE: return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}
