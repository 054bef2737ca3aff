/// How a value is laid out.
struct JSONCLayout: Equatable {
  /// What ends lines; nil when everything stands on one line.
  var lineEnd: String?
  /// The white space before the line on which the value starts.
  var indentation = ""
  /// What each level adds to it.
  var unit = "  "

  static let oneLine = JSONCLayout()

  /// The layout one level further in.
  var deeper: JSONCLayout { JSONCLayout(lineEnd: lineEnd, indentation: indentation + unit, unit: unit) }

  /// The end of a line with the indentation of the next.
  var lineBreak: String { lineEnd.map { $0 + indentation } ?? "" }

  /// Elements or members, which are laid out one level further in, between their brackets.
  func enclosed(_ open: String, _ parts: [String], _ close: String) -> String {
    if parts.isEmpty { return open + close }
    let separator = lineEnd == nil ? ", " : "," + deeper.lineBreak
    return open + deeper.lineBreak + parts.joined(separator: separator) + lineBreak + close
  }
}
