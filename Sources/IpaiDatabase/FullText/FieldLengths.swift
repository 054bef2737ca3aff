package import GRDB

/// Reads how many terms each field of a document has from an FTS5 table.
package enum FieldLengths {
  /// Reads the rows of a statement whose columns are a document and its `sz` from the table's `_docsize`: a blob with a
  /// varint for each column (SQLite documentation, "FTS5 Data Structures").
  package static func read(_ statement: Statement) throws -> [(document: Int, lengths: SIMD8<UInt32>)] {
    var documents: [(document: Int, lengths: SIMD8<UInt32>)] = []
    try statement.forEachRawRow { documents.append(($0.integer(0), lengths($0.bytes(1)))) }
    return documents
  }

  /// The varints of a blob: seven bits in each byte, the most significant first, with the high bit set in all but the last.
  private static func lengths(_ blob: UnsafeRawBufferPointer) -> SIMD8<UInt32> {
    var lengths = SIMD8<UInt32>.zero
    var column = 0
    var value: UInt32 = 0
    for byte in blob where column < 8 {
      value = value << 7 | UInt32(byte & 0x7F)
      if byte & 0x80 == 0 {
        lengths[column] = value
        column += 1
        value = 0
      }
    }
    return lengths
  }
}
