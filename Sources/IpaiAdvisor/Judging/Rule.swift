/// Something that is looked at in an account: one practice that a resource follows or not. Each has a file of its own, which is its manual too.
package struct Rule: Sendable {
  /// Its id, which never changes: `DO-COST-001`.
  package let id: String
  package let category: RuleCategory
  /// How much a failure matters where nothing else is known.
  package let severity: Severity
  package let effort: Effort
  /// What is wrong with a resource that fails, in a few words.
  package let title: String
  /// Why it matters, in a sentence or two.
  package let why: String
  /// When a resource fails, in words.
  package let condition: String
  /// What is left alone, and what to look at before following the advice.
  package let guards: String
  /// The parts of an account that it judges; what was read of one that was not read to its end is judged all the same.
  package let subjects: [Collection]
  /// The parts that have to be complete, because it matters what is not in them.
  package let needs: [Collection]
  /// Scopes without which fields that it looks at come back empty.
  package let scopes: [Scope]
  /// Whether the environment of the resource's project moves the severity.
  package let followsEnvironment: Bool
  /// Pages of DigitalOcean that say more.
  package let references: [String]
  /// What it says about the resources of an account. A resource that it is not about is left out.
  package let judge: @Sendable (AccountView) -> [Judgement]

  /// A rule with its parts.
  package init(
    _ id: String, _ category: RuleCategory, _ severity: Severity, _ effort: Effort, title: String, why: String,
    condition: String, guards: String, subjects: [Collection], needs: [Collection] = [], scopes: [Scope] = [],
    followsEnvironment: Bool = true, references: [String], judge: @escaping @Sendable (AccountView) -> [Judgement]
  ) {
    self.id = id
    self.category = category
    self.severity = severity
    self.effort = effort
    self.title = title
    self.why = why
    self.condition = condition
    self.guards = guards
    self.subjects = subjects
    self.needs = needs
    self.scopes = scopes
    self.followsEnvironment = followsEnvironment
    self.references = references
    self.judge = judge
  }
}
