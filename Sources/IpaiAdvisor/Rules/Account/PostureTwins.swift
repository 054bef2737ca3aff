import IpaiCore

/// Finds out whether a rule of ours shows already what the posture management found.
struct PostureTwins {
  private let account: AccountView
  private var failing: [String: Set<URN>] = [:]

  /// Words in the name of a finding, all in lower case, with the rules that say the same.
  static let twins: [(word: String, rules: [String])] = [
    ("backup", ["DO-REL-001", "DO-REL-002"]),
    ("firewall", ["DO-SEC-001"]),
    ("ssh", ["DO-SEC-002"]),
    ("ports", ["DO-SEC-003"]),
    ("trusted source", ["DO-SEC-007", "DO-SEC-008"]),
    ("standby", ["DO-REL-004"]),
    ("high availability", ["DO-REL-004", "DO-REL-008"]),
    ("control plane", ["DO-SEC-011"]),
    ("auto upgrade", ["DO-OPS-008"]),
    ("automatic upgrade", ["DO-OPS-008"]),
    ("end of life", ["DO-SEC-010", "DO-SEC-012", "DO-SEC-026"]),
    ("end-of-life", ["DO-SEC-010", "DO-SEC-012", "DO-SEC-026"]),
    ("https", ["DO-SEC-014", "DO-SEC-015"]),
    ("certificate", ["DO-SEC-017"]),
    ("metrics agent", ["DO-OPS-001"]),
    ("monitoring agent", ["DO-OPS-001"]),
    ("email", ["DO-SEC-027"]),
    ("e-mail", ["DO-SEC-027"]),
  ]

  /// Looks at what the rules say about an account.
  init(_ account: AccountView) { self.account = account }

  /// Whether a rule of ours fails a resource for what a finding with this name says.
  mutating func show(_ name: String, _ urn: URN) -> Bool {
    let name = name.lowercased()
    for (word, rules) in Self.twins where name.hasBytes(of: word) {
      for rule in rules where failures(of: rule).contains(urn) { return true }
    }
    return false
  }

  private mutating func failures(of id: String) -> Set<URN> {
    if let known = failing[id] { return known }
    var urns: Set<URN> = []
    if let rule = RuleList.rule(id), Judge.obstacle(of: rule, in: account.facts) == nil {
      for judgement in rule.judge(account) {
        if case .fail = judgement.outcome { urns.insert(judgement.urn) }
      }
    }
    failing[id] = urns
    return urns
  }
}
