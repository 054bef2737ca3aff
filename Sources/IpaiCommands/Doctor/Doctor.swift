import ArgumentParser
import IpaiCore

/// `ipai doctor`
struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Check what ipai needs and say how to fix what is wrong.",
    discussion: """
      The exit status is 1 when a check failed; warnings do not count.

      Examples:
        ipai doctor
        ipai doctor --format json
      """)

  static let worksWithBrokenConfiguration = true

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let findings = HealthCheck.all.map { $0.run(session) }
    session.answer(Answer(list: findings) { Self.table(findings, $0) })
    let failed = findings.count { $0.status == .failed }
    if failed > 0 {
      throw IpaiError(.no, session.options.quiet ? "" : Count.text(failed, "check") + " failed")
    }
  }

  private static func table(_ findings: [HealthFinding], _ theme: Theme) -> String {
    findings.map { finding in
      let mark =
        switch finding.status {
        case .ok: theme.dim("ok     ")
        case .warning: theme.warning("warning")
        case .failed: theme.error("failed ")
        }
      let line = "\(mark)  \(TerminalText.padded(finding.name, to: 14))  \(TerminalText.sanitized(finding.message))\n"
      return line
        + (finding.remedy.map {
          "         " + TerminalText.padded("", to: 14) + "  fix: \(TerminalText.sanitized($0))\n"
        } ?? "")
    }.joined()
  }
}
