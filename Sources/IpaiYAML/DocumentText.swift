import IpaiCore

/// Turns bytes into the text of a document.
enum DocumentText {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The bytes as text, without a byte order mark. Throws `YAMLError` when they are too many or not UTF-8.
  static func text(
    _ bytes: some Collection<UInt8>, limits: YAMLLimits, firstLine: Int
  ) throws(YAMLError) -> String {
    guard bytes.count <= limits.maxBytes else {
      throw YAMLError(line: nil, "is larger than \(ByteCount.text(limits.maxBytes))")
    }
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw YAMLError(line: firstLine + linesBeforeFault(content), "is not UTF-8 text", hint: "save it as UTF-8")
    }
    return text
  }

  /// How many lines end before the first byte that is not UTF-8.
  private static func linesBeforeFault(_ bytes: some Collection<UInt8>) -> Int {
    var ends = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: line, as: UTF8.self) == nil { return ends }
      ends += 1
    }
    return ends
  }
}
