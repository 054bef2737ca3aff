import CPostgres
import IpaiCore

/// The rows that a statement returned, in PostgreSQL's binary format, which is read as the type that is asked for.
package final class PostgresRows: Sendable, Sequence {
  private let library: cpostgres_library
  /// Nobody changes a result after it was received.
  private nonisolated(unsafe) let result: OpaquePointer
  /// How many rows there are.
  package let count: Int
  /// How many rows a statement without an answer has changed.
  package let changed: Int

  /// Takes over a result of libpq, and clears it at its end.
  init(_ library: cpostgres_library, _ result: OpaquePointer) {
    self.library = library
    self.result = result
    count = Int(library.ntuples(result))
    changed = Int(String(cString: library.cmdTuples(result))) ?? 0
  }

  deinit { library.clear(result) }

  /// A row, from 0 on.
  package subscript(row: Int) -> PostgresRow { PostgresRow(rows: self, number: row) }
  /// The first row; nil when there is none.
  package var first: PostgresRow? { count > 0 ? self[0] : nil }

  /// All rows, in their order.
  package func makeIterator() -> some IteratorProtocol<PostgresRow> {
    (0..<count).lazy.map { self[$0] }.makeIterator()
  }

  /// The numbers of a column, without NULL, in the order of the rows.
  package func numbers(_ column: Int) throws -> [Int64] { try compactMap { try $0.integer(column) } }

  /// The bytes of a value, which are only valid within `body`; nil for NULL.
  fileprivate func value<Value>(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows
    -> Value?
  {
    let (row, column) = (Int32(row), Int32(column))
    guard library.getisnull(result, row, column) == 0, let bytes = library.getvalue(result, row, column) else {
      return nil
    }
    return try body(UnsafeRawBufferPointer(start: bytes, count: Int(library.getlength(result, row, column))))
  }
}

/// A row of a result. Each column is asked for by its number, from 0 on, and throws `IpaiError(.internal)` when it has another type.
package struct PostgresRow: Sendable {
  fileprivate let rows: PostgresRows
  fileprivate let number: Int

  /// A `text`, `varchar`, `name` or `json`; nil for NULL.
  package func text(_ column: Int) -> String? {
    rows.value(number, column) { String(decoding: $0, as: UTF8.self) }
  }

  /// A `bytea`; nil for NULL.
  package func bytes(_ column: Int) -> [UInt8]? { rows.value(number, column) { Array($0) } }

  /// A `bool`; nil for NULL.
  package func boolean(_ column: Int) -> Bool? { rows.value(number, column) { $0.first == 1 } }

  /// An `int2`, `int4` or `int8`; nil for NULL.
  package func integer(_ column: Int) throws -> Int64? {
    try rows.value(number, column) { bytes in
      switch bytes.count {
      case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
      case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
      case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
      default: throw Self.wrongType(column)
      }
    }
  }

  /// An integer, such as a count; 0 for NULL.
  package func count(_ column: Int) throws -> Int { Int(try integer(column) ?? 0) }

  /// A `float4` or `float8`; nil for NULL.
  package func real(_ column: Int) throws -> Double? {
    try rows.value(number, column) { bytes in
      switch bytes.count {
      case 4: Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
      case 8: Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
      default: throw Self.wrongType(column)
      }
    }
  }

  private static func wrongType(_ column: Int) -> IpaiError {
    IpaiError(.internal, "column \(column) of an answer from PostgreSQL has another type than expected")
  }
}
