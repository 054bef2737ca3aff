/// The fences of code blocks in Markdown (CommonMark 0.31, section 4.5).
package enum CodeFence {
  /// A fence that none of these texts can close: longer than any run of backticks in them.
  package static func around(_ texts: some Sequence<String>) -> String {
    let longest = texts.reduce(0) { max($0, longestRun(in: $1)) }
    return String(repeating: "`", count: max(3, longest + 1))
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
