import IpaiCore

/// A report as comma-separated values (RFC 4180): a line with the names of the columns, and a line for each finding.
package enum CSVReport {
  /// What stands in a cell.
  private enum Cell: Sendable {
    /// Text from anywhere.
    case text(String?)
    /// A number of ours.
    case number(Double?)
  }

  private static let columns: [(name: String, cell: @Sendable (Finding, ReportContext) -> Cell)] = [
    ("fingerprint", { finding, _ in .text(finding.fingerprint) }),
    ("rule", { finding, _ in .text(finding.rule) }),
    ("severity", { finding, _ in .text(finding.severity.rawValue) }),
    ("category", { finding, _ in .text(finding.category.rawValue) }),
    ("effort", { finding, _ in .text(finding.effort.rawValue) }),
    ("title", { finding, _ in .text(finding.title) }),
    ("name", { finding, _ in .text(finding.name) }),
    ("urn", { finding, _ in .text(finding.urn.text) }),
    ("part", { finding, _ in .text(finding.subKey) }),
    ("region", { finding, _ in .text(finding.region) }),
    ("project", { finding, _ in .text(finding.project) }),
    ("environment", { finding, _ in .text(finding.environment?.rawValue) }),
    ("saving_usd_month", { finding, _ in .number(finding.saving?.monthly) }),
    ("saving_formula", { finding, _ in .text(finding.saving?.formula) }),
    ("saving_source", { finding, _ in .text(finding.saving?.source) }),
    ("saving_certainty", { finding, _ in .text(finding.saving?.certainty.rawValue) }),
    ("evidence", { finding, _ in .text(finding.evidence.map { "\($0.path)=\($0.value)" }.joined(separator: "; ")) }),
    ("note", { finding, _ in .text(finding.note) }),
    ("first_seen", { finding, context in .text(context.firstSeen[finding.fingerprint]?.timestamp.rfc3339) }),
    ("suppressed", { finding, context in .text(context.suppressions[finding.fingerprint]?.reason) }),
    ("change", { finding, context in .text(context.changes?[finding.fingerprint]?.rawValue) }),
    ("fails", { finding, context in .text(fails(finding, context)) }),
  ]

  /// The report of an assessment. Suppressed findings are in it, with the reason; commands are not, since one line cannot hold several.
  package static func text(_ assessment: Assessment, _ context: ReportContext) -> String {
    let header = columns.map(\.name).joined(separator: ",")
    let lines = assessment.findings.sorted(by: FindingOrder.isBefore).map { finding in
      columns.map { written($0.cell(finding, context)) }.joined(separator: ",")
    }
    return ([header] + lines).map { $0 + "\r\n" }.joined()
  }

  /// Whether a finding makes a job of CI fail; nil where nothing was asked for.
  private static func fails(_ finding: Finding, _ context: ReportContext) -> String? {
    context.failing.map { failing in failing.findings.contains { $0.fingerprint == finding.fingerprint } ? "yes" : "no"
    }
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .number(let number): number.map { $0.isFinite ? NumberText.money($0) : "" } ?? ""
    case .text(let text): quoted(harmless(text ?? ""))
    }
  }

  /// A text in one line that no spreadsheet takes for a formula.
  private static func harmless(_ text: String) -> String {
    let shown = ShownText.line(text, most: 4_000)
    let isFormula = [text, shown].contains { $0.unicodeScalars.first.map(formulaStarts.contains) ?? false }
    return (isFormula ? "'" : "") + withoutInnerFormulas(shown)
  }

  /// What begins a formula, in its full width too, and the blanks that hide one.
  private static let formulaStarts = Set("=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)

  /// A text with an apostrophe before what would begin a formula where a semicolon ends cells, as in spreadsheets of many countries.
  private static func withoutInnerFormulas(_ text: String) -> String {
    var isStart = false
    return text.replacingScalars { scalar in
      defer { isStart = scalar == ";" || isStart && (scalar == " " || scalar == "\"") }
      return isStart && formulaStarts.contains(scalar) ? "'" + String(scalar) : nil
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else { return text }
    return "\"" + text.replacing(scalar: "\"", with: "\"\"") + "\""
  }
}
