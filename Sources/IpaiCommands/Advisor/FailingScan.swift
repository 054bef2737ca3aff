import IpaiActions
import IpaiAdvisor
import IpaiCore

/// What is said of a scan that makes a job of CI fail.
struct FailingScan {
  let outcome: AdvisorScanAction.Outcome
  /// The severity from which on it fails.
  let least: Severity
  /// The snapshot that has its findings, as it was given; nil where there is none.
  let snapshot: String?
  /// The policy that the snapshot is judged by, as it was given.
  let policy: String?

  /// The error; nil where nothing makes it fail.
  var error: IpaiError? {
    guard let first = outcome.failures.first else { return nil }
    let new = if outcome.changes == nil { "finding" } else { "new finding" }
    return IpaiError(
      .no, "\(Count.text(outcome.failures.count, new)) of severity \(FailingFindings.words(least))",
      hint: "to see what to do about the first: ipai advisor " + command(first))
  }

  /// What says more of a finding, and reads no account: the finding itself where it is kept, and otherwise its rule.
  private func command(_ finding: Finding) -> String {
    let explain = "explain \(finding.fingerprint)"
    if let snapshot {
      let policy = policy.map { " --policy " + ShellWord.quoted($0) } ?? ""
      return explain + " --offline " + ShellWord.quoted(snapshot) + policy
    }
    if outcome.scan != nil { return explain }
    return "rules show \(finding.rule)"
  }
}
