import IpaiAdvisor

/// An account, and what a rule has to say about it.
struct RuleCase: Sendable {
  /// A finding that is expected.
  struct Expected: Sendable {
    let urn: String
    let subKey: String?
    let severity: Severity?
    /// US dollars a month; nil where it is not looked at.
    let saving: Double?
    /// Texts that the lines of the fix have to have, in their order.
    let fix: [String]

    init(
      _ urn: String, _ subKey: String? = nil, _ severity: Severity? = nil, saving: Double? = nil, fix: [String] = []
    ) {
      self.urn = urn
      self.subKey = subKey
      self.severity = severity
      self.saving = saving
      self.fix = fix
    }
  }

  /// What is special about it, in words.
  let name: String
  /// The account: see `TestAccount.facts`.
  let account: String
  /// All findings that are expected; for an account that cannot be judged: none.
  let findings: [Expected]
  let without: Set<IpaiAdvisor.Collection>
  let partial: Set<IpaiAdvisor.Collection>
  let lacking: Set<Scope>
  let settings: AdvisorSettings
  let earlierAddresses: [String: EarlierAddress]

  init(
    _ name: String, _ account: String, _ findings: [Expected] = [], without: Set<IpaiAdvisor.Collection> = [],
    partial: Set<IpaiAdvisor.Collection> = [], lacking: Set<Scope> = [], settings: AdvisorSettings = AdvisorSettings(),
    earlierAddresses: [String: EarlierAddress] = [:]
  ) {
    self.name = name
    self.account = account
    self.findings = findings
    self.without = without
    self.partial = partial
    self.lacking = lacking
    self.settings = settings
    self.earlierAddresses = earlierAddresses
  }
}
