import ArgumentParser

/// `ipai advisor`: the verbs that say what to fix in a cloud account. A new verb is a line here.
struct Advisor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advisor",
    abstract: "Say what to fix in a DigitalOcean account, what that saves, and how.",
    discussion: """
      An account is read with a token that may only read, and judged by rules about cost, security, reliability, performance and \
      operational excellence. Every finding has the values that it rests on, what following it saves, and the commands to run; ipai \
      runs none of them. What could not be judged is said, and is neither a finding nor a pass. 'man 7 ipai-advisor' has the details.

      Examples:
        ipai advisor doctor
        ipai advisor scan
        ipai advisor scan --severity high --fail-on high
        ipai advisor rules show DO-COST-001
      """,
    subcommands: [
      AdvisorDoctor.self, AdvisorScan.self, AdvisorFindings.self, AdvisorExplain.self, AdvisorFix.self,
      AdvisorScore.self,
      AdvisorHistory.self, AdvisorDiff.self, AdvisorSuppress.self, AdvisorUnsuppress.self, AdvisorSuppressions.self,
      AdvisorRules.self, AdvisorSnapshot.self,
    ])
}
