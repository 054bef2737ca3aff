/// What a rule says about itself.
package struct RuleManual: Codable, Equatable, Sendable {
  package var id: String
  package var title: String
  package var category: RuleCategory
  package var severity: Severity
  package var effort: Effort
  package var why: String
  package var condition: String
  package var guards: String
  /// Whether the environment of the resource's project moves the severity.
  package var followsEnvironment: Bool
  /// The endpoints that it is judged from.
  package var endpoints: [String]
  /// The scopes that a token needs for it.
  package var scopes: [String]
  package var references: [String]

  /// The severity for people, with what the environment of a project makes of it: `high (critical in Production, medium in Development)`.
  package var severityText: String {
    let moved = (severity.moved(in: .production), severity.moved(in: .development))
    guard followsEnvironment, moved != (severity, severity) else { return severity.rawValue }
    return "\(severity.rawValue) (\(moved.0.rawValue) in Production, \(moved.1.rawValue) in Development)"
  }

  enum CodingKeys: String, CodingKey {
    case id, title, category, severity, effort, why, condition, guards, endpoints, scopes, references
    case followsEnvironment = "follows_environment"
  }

  /// The manual of a rule.
  package init(_ rule: Rule) {
    id = rule.id
    title = rule.title
    category = rule.category
    severity = rule.severity
    effort = rule.effort
    why = rule.why
    condition = rule.condition
    guards = rule.guards
    followsEnvironment = rule.followsEnvironment
    let collections = rule.subjects + rule.needs
    endpoints = collections.map { "GET " + $0.path }
    scopes = Set(collections.flatMap(\.scopes) + rule.scopes).map(\.rawValue).sorted()
    references = rule.references
  }
}
