import IpaiCore

/// The line that git shows in a hunk header when no driver is set: the last line above that starts with a letter, `_` or `$`
/// (gitattributes, "Defining a custom hunk-header"; xemit.c, def_ff).
enum FunctionLine {
  /// How many bytes of it count, as in git.
  private static let longest = 80
  /// How many bytes further up it may start.
  private static let reach = 32_768

  /// True for a line that starts like a function.
  static func isOne(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let first = line.first else { return false }
    return (first | 0x20) &- UInt8(ascii: "a") < 26 || first == UInt8(ascii: "_") || first == UInt8(ascii: "$")
  }

  /// The function line above the line that starts at `index`; nil when there is none within reach.
  static func above(_ index: Int, in text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let limit = max(0, index - reach)
    var end = index - 1
    while end > limit {
      let newline = text.lastIndex(of: 10, from: limit, before: end)
      guard newline != nil || limit == 0 else { return nil }
      let start = newline.map { $0 + 1 } ?? 0
      let line = UnsafeRawBufferPointer(rebasing: text[start..<end])
      if isOne(line) { return line }
      end = start - 1
    }
    return nil
  }

  /// The part of the line that a hunk header shows.
  static func cut(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line.prefix(longest))
  }
}
