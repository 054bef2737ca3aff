package import IpaiAdvisor
package import IpaiCore

/// A finding in short, for lists.
package struct FindingSummary: Codable, Equatable, Sendable {
  /// What names it, over scans.
  package var fingerprint: String
  package var rule: String
  package var category: RuleCategory
  package var severity: Severity
  package var effort: Effort
  package var title: String
  package var urn: URN
  /// What people call the resource.
  package var name: String
  package var region: String?
  package var project: String?
  package var environment: ProjectEnvironment?
  /// The part of the resource that it is about.
  package var subKey: String?
  /// What following it saves in US dollars a month; less than nothing for an advice that costs.
  package var saving: Double?
  /// How far the amount can be trusted.
  package var certainty: Saving.Certainty?
  /// Since when it has been there without a break; nil for one of a snapshot.
  package var firstSeen: Timestamp?
  /// The suppression that covers it; nil where none does.
  package var suppression: Suppression?

  enum CodingKeys: String, CodingKey {
    case fingerprint, rule, category, severity, effort, title, urn, name, region, project, environment, saving,
      certainty, suppression
    case subKey = "sub_key"
    case firstSeen = "first_seen"
  }

  /// The short form of a finding that is kept.
  package init(_ stored: StoredFinding) {
    self.init(stored.finding)
    firstSeen = stored.firstSeen
    suppression = stored.suppression
  }

  /// The short form of a finding.
  package init(_ finding: Finding) {
    fingerprint = finding.fingerprint
    rule = finding.rule
    category = finding.category
    severity = finding.severity
    effort = finding.effort
    title = finding.title
    urn = finding.urn
    name = finding.name
    region = finding.region
    project = finding.project
    environment = finding.environment
    subKey = finding.subKey
    saving = finding.saving?.monthly
    certainty = finding.saving?.certainty
  }
}
