/// The icons of the severities, of shapes that differ without their colours.
enum PageIcon {
  /// The shapes, which `use` elements refer to.
  static let symbols =
    "<svg hidden width=\"0\" height=\"0\" aria-hidden=\"true\">"
    + Severity.allCases.map { "<symbol id=\"i-\($0.rawValue)\" viewBox=\"0 0 12 12\">\(shape($0))</symbol>" }.joined()
    + "</svg>\n"

  /// A severity with its icon and its word.
  static func badge(_ severity: Severity) -> String {
    "<span class=\"badge \(severity.rawValue)\"><svg aria-hidden=\"true\"><use href=\"#i-\(severity.rawValue)\"/></svg>"
      + "\(severity.title)</span>"
  }

  private static func shape(_ severity: Severity) -> String {
    switch severity {
    case .critical: path("M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5zM5.2 2.2v4.6h1.6V2.2zM5.2 8v1.7h1.6V8z")
    case .high: path("M6 0.5 12 11.5H0z")
    case .medium: path("M6 0l6 6-6 6-6-6z")
    case .low: path("M0 0.5h12L6 11.5z")
    case .info: path("M6 0a6 6 0 1 0 .01 0zM5.2 2.2h1.6v1.7H5.2zM5.2 5.1h1.6v4.7H5.2z")
    }
  }

  private static func path(_ data: String) -> String {
    "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"\(data)\"/>"
  }
}
