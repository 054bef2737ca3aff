extension SARIFLog {
  /// A rule as readers of SARIF know it.
  struct Descriptor: Encodable {
    struct Configuration: Encodable {
      let level: Level
    }

    struct Properties: Encodable {
      let tags: [String]
      let category: RuleCategory
      let severity: Severity
      /// What GitHub takes the severity of a rule about security from.
      let securitySeverity: String?
      /// What GitHub takes the severity of any other rule from.
      let problemSeverity: String?

      enum CodingKeys: String, CodingKey {
        case tags, category, severity
        case securitySeverity = "security-severity"
        case problemSeverity = "problem.severity"
      }
    }

    let id: String
    var name: String?
    let shortDescription: Message
    var fullDescription: Message?
    var help: Message?
    var helpUri: String?
    let defaultConfiguration: Configuration
    let properties: Properties
  }
}

extension SARIFLog.Descriptor {
  /// The descriptor of a rule.
  init(_ rule: Rule) {
    id = rule.id
    name = Self.name(rule.title)
    shortDescription = .init(text: rule.title)
    fullDescription = .init(text: rule.why)
    help = .init(text: Self.help(rule), markdown: Self.markdown(rule))
    helpUri = rule.references.first
    defaultConfiguration = .init(level: .init(rule.severity))
    properties = .init(rule.category, rule.severity)
  }

  /// The descriptor of a rule that this version of ipai does not have, as one of its findings shows it.
  init(_ finding: Finding) {
    id = finding.rule
    shortDescription = .init(text: ShownText.line(finding.title))
    defaultConfiguration = .init(level: .init(finding.severity))
    properties = .init(finding.category, finding.severity)
  }

  /// A title as one word: `PoweredOffDropletIsStillBilled`.
  private static func name(_ title: String) -> String {
    let words = title.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func help(_ rule: Rule) -> String {
    (["When: " + rule.condition, "Before you follow the advice: " + rule.guards] + rule.references)
      .joined(separator: "\n")
  }

  private static func markdown(_ rule: Rule) -> String {
    let links = rule.references.map { "- <\($0)>" }.joined(separator: "\n")
    return "**When:** \(rule.condition)\n\n**Before you follow the advice:** \(rule.guards)"
      + (links.isEmpty ? "" : "\n\n" + links)
  }
}

extension SARIFLog.Descriptor.Properties {
  fileprivate init(_ category: RuleCategory, _ severity: Severity) {
    let isSecurity = category == .security
    tags = ["digitalocean", category.rawValue]
    self.category = category
    self.severity = severity
    securitySeverity = isSecurity ? Self.score(severity) : nil
    problemSeverity = isSecurity ? nil : Self.problem(severity)
  }

  /// A score in the range that GitHub shows as this severity.
  private static func score(_ severity: Severity) -> String {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.5"
    case .info: "0.0"
    }
  }

  private static func problem(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "recommendation"
    }
  }
}
