import ArgumentParser

/// `ipai advisor rules`: the verbs about the rules. A new verb is a line here.
struct AdvisorRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules that accounts are judged by, and show what each looks at.",
    discussion: """
      Examples:
        ipai advisor rules list --category security
        ipai advisor rules show DO-COST-001
      """,
    subcommands: [AdvisorRulesList.self, AdvisorRulesShow.self], defaultSubcommand: AdvisorRulesList.self)
}
