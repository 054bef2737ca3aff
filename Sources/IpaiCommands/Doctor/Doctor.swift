import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai doctor`
struct Doctor: ActionVerb {
  typealias Work = DoctorAction

  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check what ipai needs and say how to fix what is wrong.",
    discussion: """
      The exit status is 1 if a check fails; warnings do not count.

      Examples:
        ipai doctor
        ipai doctor --format json
      """)

  static let worksWithBrokenConfiguration = true

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> DoctorAction.Request { .init() }

  /// Writes the findings; the remedies name the database that was given.
  func answer(_ outcome: DoctorAction.Outcome, in invocation: Invocation) {
    var outcome = outcome
    for index in outcome.items.indices {
      outcome.items[index].remedy = outcome.items[index].remedy.map { invocation.repeatingDatabase(in: $0) }
    }
    let report = outcome
    invocation.answer(Answer(whole: report, items: report.items) { _ in table(report, in: invocation) })
  }

  func table(_ outcome: DoctorAction.Outcome, in invocation: Invocation) -> String {
    Self.table(outcome.items, invocation.theme)
  }

  /// A check that failed is a clear "no".
  func check(_ outcome: DoctorAction.Outcome) throws {
    let failed = outcome.items.count { $0.status == .failed }
    if failed > 0 { throw IpaiError(.no, Count.text(failed, "check") + " failed") }
  }

  private static func table(_ findings: [HealthFinding], _ theme: Theme) -> String {
    findings.map { finding in
      let mark =
        switch finding.status {
        case .ok: theme.dim("ok     ")
        case .warning: theme.warning("warning")
        case .failed: theme.error("failed ")
        }
      var lines = "\(mark)  \(TerminalText.padded(finding.name, to: 14))  \(TerminalText.sanitized(finding.message))\n"
      if let remedy = finding.remedy {
        lines += "         " + TerminalText.padded("", to: 14) + "  fix: \(TerminalText.sanitized(remedy))\n"
      }
      return lines
    }.joined()
  }
}
