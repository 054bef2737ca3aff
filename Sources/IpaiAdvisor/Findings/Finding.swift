/// A resource that fails a rule, as it is stored and shown.
package struct Finding: Codable, Equatable, Sendable {
  /// A value that it rests on.
  package struct Proof: Codable, Equatable, Sendable {
    /// Where the value stands in what was read.
    package var path: String
    /// The value, as people read it.
    package var value: String
    /// The endpoint that it was read from.
    package var endpoint: String
    /// When it was read.
    package var readAt: FactTime

    enum CodingKeys: String, CodingKey {
      case path, value, endpoint
      case readAt = "read_at"
    }
  }

  /// What following the advice saves.
  package struct Money: Codable, Equatable, Sendable {
    /// US dollars a month; less than nothing for an advice that costs.
    package var monthly: Double
    /// The computation with its numbers in it.
    package var formula: String
    /// Where the prices come from.
    package var source: String
    /// How far the amount can be trusted.
    package var certainty: Saving.Certainty
  }

  /// A line of what to run.
  package struct FixLine: Codable, Equatable, Sendable {
    /// A command, or a comment that begins with `#`.
    package var text: String
    /// What a command does beside what it is for.
    package var effect: Fix.Effect?
    /// Whether a command has something in it that the reader has to fill in; nil for no.
    package var hasBlanks: Bool?
    /// Whether it is a line of a subshell, which is run wholly, as often as it comes, or not at all; nil for no.
    package var isOfSubshell: Bool?

    enum CodingKeys: String, CodingKey {
      case text, effect
      case hasBlanks = "has_blanks"
      case isOfSubshell = "is_of_subshell"
    }
  }

  /// Stays the same over scans: of the rule, the resource and the part of it.
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
  /// The name of the project that the resource is in.
  package var project: String?
  package var environment: ProjectEnvironment?
  /// The part of the resource that it is about.
  package var subKey: String?
  /// The list price of the resource in US dollars a month; nil where it has none, or it is not known.
  package var price: Double?
  package var evidence: [Proof]
  package var saving: Money?
  package var fix: [FixLine]
  package var note: String?

  enum CodingKeys: String, CodingKey {
    case fingerprint, rule, category, severity, effort, title, urn, name, region, project, environment, price, evidence,
      saving, fix, note
    case subKey = "sub_key"
  }
}
