/// The findings that make a job of CI fail.
package struct FailingFindings: Equatable, Sendable {
  /// The severity from which on findings make it fail.
  package var least: Severity
  /// The findings.
  package var findings: [Finding]

  /// The findings that make a job fail, of a severity or a higher one.
  package init(_ least: Severity, _ findings: [Finding]) {
    self.least = least
    self.findings = findings
  }

  /// What stands above them: `Fails on high or higher`.
  package var title: String { "Fails on " + Self.words(least) }

  /// A severity and those above it.
  package static func words(_ least: Severity) -> String {
    least.rawValue + (least == Severity.allCases.last ? "" : " or higher")
  }
}
