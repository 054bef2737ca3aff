import IpaiActions
import IpaiCore

/// What checks have found, as people read it.
enum FindingTable {
  /// Throws `IpaiError(.no)` when a check has failed.
  static func check(_ findings: [HealthFinding]) throws(IpaiError) {
    let failed = findings.count { $0.status == .failed }
    if failed > 0 { throw IpaiError(.no, Count.text(failed, "check") + " failed") }
  }

  /// A line for each finding, and one for what fixes it.
  static func rendered(_ findings: [HealthFinding], _ theme: Theme) -> String {
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
