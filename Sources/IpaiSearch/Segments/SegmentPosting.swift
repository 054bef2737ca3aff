/// Where a term stands in one document of a segment.
///
/// It is stored as numbers in base 128: how many places the document is after the last one that has the term, how many fields have it, and
/// for each of these its number, how many positions follow, and each of them as what is between it and the one before.
struct SegmentPosting: Equatable {
  /// The place of the document in the segment, counted from 0.
  let place: Int
  /// The positions of the term by field, ascending.
  let positions: [Int: [Int]]

  /// The postings of a term. Throws `IpaiError(.unavailable)` for bytes that are none.
  static func read(_ bytes: [UInt8]) throws -> [SegmentPosting] {
    var reader = VariableInteger.Reader(bytes)
    var postings: [SegmentPosting] = []
    var last = -1
    while !reader.isAtEnd {
      last += try reader.next() + 1
      var fields: [Int: [Int]] = [:]
      for _ in 0..<(try reader.next()) {
        let field = try reader.next()
        var positions: [Int] = []
        var position = -1
        for _ in 0..<(try reader.next()) {
          position += try reader.next() + 1
          positions.append(position)
        }
        fields[field] = positions
      }
      postings.append(SegmentPosting(place: last, positions: fields))
    }
    return postings
  }

  /// Calls `body` with the place of each document and the bytes of what follows it. Throws
  /// `IpaiError(.unavailable)` for bytes that are none.
  static func forEachPlace(_ bytes: [UInt8], _ body: (_ place: Int, ArraySlice<UInt8>) -> Void) throws {
    var reader = VariableInteger.Reader(bytes)
    var last = -1
    while !reader.isAtEnd {
      last += try reader.next() + 1
      let start = reader.place
      for _ in 0..<(try reader.next()) {
        _ = try reader.next()
        try reader.skip(try reader.next())
      }
      body(last, bytes[start..<reader.place])
    }
  }

  /// Calls `body` with the place of each document and how often each of its fields has the term, at most 255 times. Throws
  /// `IpaiError(.unavailable)` for bytes that are none.
  static func forEachFrequencies(_ bytes: [UInt8], _ body: (_ place: Int, SIMD8<UInt8>) -> Void) throws {
    var reader = VariableInteger.Reader(bytes)
    var last = -1
    while !reader.isAtEnd {
      last += try reader.next() + 1
      var frequencies = SIMD8<UInt8>.zero
      for _ in 0..<(try reader.next()) {
        let field = try reader.next()
        let count = try reader.next()
        if field < 8 { frequencies[field] = UInt8(clamping: count) }
        try reader.skip(count)
      }
      body(last, frequencies)
    }
  }
}
