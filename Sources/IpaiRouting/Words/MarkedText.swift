/// A place in a text, shown with some text around it.
enum MarkedText {
  /// How many characters are shown on each side.
  private static let around = 30

  /// The part of a text with the range in it between « and ».
  static func excerpt(_ text: String, _ range: Range<String.Index>) -> String {
    let start = text.index(range.lowerBound, offsetBy: -around, limitedBy: text.startIndex) ?? text.startIndex
    let end = text.index(range.upperBound, offsetBy: around, limitedBy: text.endIndex) ?? text.endIndex
    let before = (start == text.startIndex ? "" : "…") + text[start..<range.lowerBound]
    let after = text[range.upperBound..<end] + (end == text.endIndex ? "" : "…")
    return before + "«" + text[range] + "»" + after
  }
}
