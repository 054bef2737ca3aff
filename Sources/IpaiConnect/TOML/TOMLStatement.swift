/// One or more lines of a TOML text that belong together.
struct TOMLStatement: Sendable {
  enum Kind: Sendable {
    case blank
    case comment
    /// `[path]`, or `[[path]]` for an array of tables.
    case header(TOMLKeyPath, isArray: Bool)
    /// `path = value`, with the bytes of the value.
    case pair(TOMLKeyPath, value: Range<Int>)
  }

  let kind: Kind
  /// The bytes of the lines with the line end.
  let range: Range<Int>
  /// The bytes without the white space before them, and without the line end.
  let content: Range<Int>

  var isBlank: Bool {
    if case .blank = kind { return true }
    return false
  }
}
