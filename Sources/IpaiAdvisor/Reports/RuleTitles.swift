/// What rules call their findings.
struct RuleTitles {
  private let titles: [String: String]

  init(_ rules: [Rule]) {
    titles = Dictionary(rules.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a rule is called, by its id; nil for one that this version of ipai does not have.
  func title(_ rule: String) -> String? { titles[rule] }

  /// What the rule of a finding calls it; the title of the finding where the rule is of another version of ipai.
  func title(of finding: Finding) -> String { titles[finding.rule] ?? ShownText.line(finding.title) }

  /// The title of a finding where it is not the one of its rule, which may then have text from an account in it.
  func ownTitle(of finding: Finding) -> String? {
    titles[finding.rule] == finding.title ? nil : ShownText.line(finding.title)
  }
}
