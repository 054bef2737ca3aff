import IpaiAdvisor

/// The cases of a rule: of each kind at least one.
struct RuleCases: Sendable {
  let rule: String
  /// Accounts with a resource that fails, and whatever else.
  let fails: [RuleCase]
  /// Accounts whose resources pass, some of them narrowly.
  let passes: [RuleCase]
  /// Accounts that cannot be judged.
  let notAssessed: [RuleCase]
  /// Accounts that look as if a resource fails, where a guard of the rule says that it does not, or less.
  let guarded: [RuleCase]

  init(_ rule: String, fails: [RuleCase], passes: [RuleCase], notAssessed: [RuleCase], guarded: [RuleCase]) {
    self.rule = rule
    self.fails = fails
    self.passes = passes
    self.notAssessed = notAssessed
    self.guarded = guarded
  }

  /// The cases of all rules.
  static let all: [RuleCases] = droplets + storage + network + domains + databases + kubernetes + apps + account
}
