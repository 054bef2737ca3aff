/// What the elements of HTML mean for the text that people read (HTML Living Standard, section 4).
enum HTMLElements {
  /// Their content is no text of the page, or what every page of a site has.
  static let skipped: Set = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "nav", "footer", "select",
    "button", "dialog",
  ]
  /// They stand on lines of their own.
  static let blocks: Set = [
    "p", "div", "section", "article", "header", "main", "aside", "table", "ul", "ol", "dl", "blockquote", "figure",
    "figcaption", "form", "fieldset", "details", "summary", "hr", "address", "body", "pre", "h1", "h2", "h3", "h4",
    "h5", "h6",
  ]
  /// They begin a line.
  static let lines: Set = ["br", "li", "tr", "dt", "dd", "option"]

  /// The level of a heading, from 1 to 6; nil for another element.
  static func level(_ name: String) -> Int? {
    guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"), let digit = name.utf8.last,
      (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(digit)
    else { return nil }
    return Int(digit - UInt8(ascii: "0"))
  }
}
