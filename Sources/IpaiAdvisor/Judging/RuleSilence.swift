/// What a rule says nothing about.
struct RuleSilence {
  private let rule: Rule
  private var judged: Set<URN> = []
  private var named: [ResourcePart] = []

  init(of rule: Rule) { self.rule = rule }

  /// Remembers what the rule says.
  mutating func note(_ judgement: Judgement) {
    judged.insert(judgement.urn)
    if judgement.outcome == .leftAlone { named.append(ResourcePart(judgement.urn, judgement.subKey)) }
  }

  /// What the rule named as left alone, and those resources of its subjects that it said nothing about.
  func parts(of account: AccountView) -> [ResourcePart] {
    let subjects = Set(rule.subjects)
    let kinds = ResourceKind.allCases.filter { !subjects.isDisjoint(with: $0.lists) }
    let silent = kinds.flatMap { account.resources[$0] ?? [] }.filter { !judged.contains($0) }
    return named + silent.map { ResourcePart($0) }
  }
}
