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

  /// How many characters a text has: the function length() of SQLite counts them too, but takes most of the time of a scan.
  package func characterCount(_ column: Int32) -> Int {
    let bytes = bytes(column)
    var continuing = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The lowest bit of each byte whose highest bits are 10: it continues a character.
      continuing += (word >> 7 & ~word >> 6 & 0x0101_0101_0101_0101).nonzeroBitCount
      index += 8
    }
    while index < bytes.count {
      if bytes[index] & 0xC0 == 0x80 { continuing += 1 }
      index += 1
    }
    return bytes.count - continuing
  }

  /// The bytes of a blob or text, which are there until the next row.
  package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // The bytes have to be asked for before their number.
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

extension Statement {
  /// Calls `body` with each row. Throws `DatabaseError`, and what `body` throws.
  package func forEachRawRow(_ body: (RawRow) throws -> Void) throws {
    let handle = sqliteStatement
    defer { sqlite3_reset(handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try body(RawRow(handle))
      case SQLITE_DONE: return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}
