import IpaiCore

/// The line that git shows in a hunk header when no driver is set: the last one above that starts with a letter, `_`
/// or `$` (gitattributes, "Defining a custom hunk-header"; xemit.c, def_ff).
enum FunctionLine {
  /// How much of it counts, as in git.
  private static let longest = 80
  /// How far up it is looked for.
  private static let reach = 32_768

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

  /// As much of the line as a hunk header shows.
  static func cut(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line.prefix(longest))
  }
}
