/// The mark with which some editors start a UTF-8 text.
enum ByteOrderMark {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// How many bytes the mark at the start of a text has: 3, or 0 when there is none.
  static func length(in bytes: [UInt8]) -> Int { bytes.starts(with: mark) ? mark.count : 0 }
}
