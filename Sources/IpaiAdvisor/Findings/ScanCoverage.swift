/// What a scan can say of findings that it does not have: which rules were judged, what they could not assess or left alone, and which
/// resources there were.
package struct ScanCoverage: Equatable, Sendable {
  /// The rules that were judged, each with those of its lists that were not read to their end.
  let rules: [String: [String]]
  /// The rules that could not assess a resource or a part of one.
  let unassessed: [ResourcePart: Set<String>]
  /// What rules left alone: the resources that they said nothing about, and the parts that they named so. Nil for a scan that was recorded
  /// before this was kept, which counts as one that left nothing alone.
  let leftAlone: [ResourcePart: Set<String>]?
  /// The keys of the resources that were read, by kind; nil where that is not known.
  let resources: [String: Set<String>]?
  /// The kinds of which all resources were read.
  let whole: Set<String>
  /// What could not be assessed for an account as a whole, and so for no resource in it.
  private let accountParts: [ResourcePart]

  init(
    rules: [String: [String]], unassessed: [ResourcePart: Set<String>], leftAlone: [ResourcePart: Set<String>]?,
    resources: [String: Set<String>]?, whole: Set<String>
  ) {
    self.rules = rules
    self.unassessed = unassessed
    self.leftAlone = leftAlone
    self.resources = resources
    self.whole = whole
    accountParts = unassessed.keys.filter { $0.urn.kind == ResourceKind.account.rawValue }
  }

  /// What an assessment covers.
  ///
  /// - Parameters:
  ///   - assessment: What the rules said. A rule that does not name all that it could not assess counts as not judged.
  ///   - states: How much was read of each part.
  ///   - resources: All resources that were read; nil where that is not known, so that none is known to be gone.
  ///   - rules: The rules that were judged.
  package init(
    _ assessment: Assessment, states: [Collection: CollectionState], resources: Set<URN>?, rules: [Rule] = RuleList.all
  ) {
    let unknown = assessment.notAssessed.filter { $0.resources.map { [count = $0.parts.count] in $0 > count } ?? true }
    let judged = Set(assessment.tallies.map(\.rule)).subtracting(unknown.map(\.rule))
    let subjects = Dictionary(rules.map { ($0.id, $0.subjects) }, uniquingKeysWith: { first, _ in first })
    var unassessed: [ResourcePart: Set<String>] = [:]
    for item in assessment.notAssessed where judged.contains(item.rule) {
      for part in item.parts { unassessed[part, default: []].insert(item.rule) }
    }
    var leftAlone: [ResourcePart: Set<String>]?
    for tally in assessment.tallies where judged.contains(tally.rule) {
      guard let parts = tally.leftAlone else { continue }
      leftAlone = leftAlone ?? [:]
      for part in parts { leftAlone?[part, default: []].insert(tally.rule) }
    }
    func isUnfinished(_ list: Collection) -> Bool { states[list].map { $0.status != .complete } ?? false }
    let unfinished = judged.map { ($0, (subjects[$0] ?? []).filter(isUnfinished).map(\.rawValue)) }
    let whole = ResourceKind.allCases.filter { $0.lists.allSatisfy { states[$0]?.status == .complete } }
    self.init(
      rules: Dictionary(uniqueKeysWithValues: unfinished), unassessed: unassessed, leftAlone: leftAlone,
      resources: resources.map { Dictionary(grouping: $0, by: { String($0.kind) }).mapValues(Self.keys) },
      whole: Set(whole.map(\.rawValue)))
  }

  private static func keys(_ urns: [URN]) -> Set<String> { Set(urns.map { String($0.key) }) }

  /// What a scan of an account covers.
  package init(_ assessment: Assessment, _ facts: AccountFacts, rules: [Rule] = RuleList.all) {
    self.init(assessment, states: facts.states, resources: facts.resources, rules: rules)
  }
}

extension ScanCoverage {
  /// Whether a finding that the scan does not have was certainly not there: its rule judged its resource, or the resource was not in the
  /// account. This is what everything that says new, fixed or unknown goes by.
  ///
  /// A part of a resource, such as a port of a firewall or a record of a domain, is judged where the rule said anything about the resource,
  /// because parts come and go. A resource that a rule said nothing about was left alone, and its finding may still be there: a Droplet
  /// that is off has no idle processors, and is idle again when it is on. Some guards of rules are passes and not silence, such as a tag
  /// to keep a volume, or a port that the settings allow: then somebody decided that it is as it should be, which cannot be told from a
  /// repair, and the finding is fixed.
  package func excludes(_ finding: FindingIdentity) -> Bool {
    isJudged(finding) || isAbsent(finding.urn)
  }

  /// Whether an account certainly does not have a resource, or another account is meant.
  package func lacks(_ urn: URN, account: String) -> Bool {
    urn.kind == ResourceKind.account.rawValue ? urn.key != account : isAbsent(urn)
  }

  /// Whether the rule of a finding said something about its resource.
  private func isJudged(_ finding: FindingIdentity) -> Bool {
    guard let unfinished = rules[finding.rule], !isUnassessed(finding), !isLeftAlone(finding) else { return false }
    let lists = ResourceKind(rawValue: String(finding.urn.kind))?.lists.map(\.rawValue) ?? []
    return unfinished.allSatisfy { list in
      // A list of resources of other kinds does not matter, and one of no resources does, such as that of neighbors.
      lists.contains(list) ? isPresent(finding.urn) : Self.listed.contains(list)
    }
  }

  private func isUnassessed(_ finding: FindingIdentity) -> Bool {
    func lacks(_ part: ResourcePart) -> Bool { unassessed[part]?.contains(finding.rule) ?? false }
    if lacks(ResourcePart(finding.urn)) || lacks(ResourcePart(finding.urn, finding.subKey)) { return true }
    return accountParts.contains { ($0.subKey == nil || $0.subKey == finding.subKey) && lacks($0) }
  }

  private func isLeftAlone(_ finding: FindingIdentity) -> Bool {
    [ResourcePart(finding.urn), ResourcePart(finding.urn, finding.subKey)]
      .contains { leftAlone?[$0]?.contains(finding.rule) ?? false }
  }

  private func isPresent(_ urn: URN) -> Bool {
    resources?[String(urn.kind)]?.contains(String(urn.key)) ?? false
  }

  /// Whether a resource was certainly not in the account. The account itself is there as long as anything is.
  private func isAbsent(_ urn: URN) -> Bool {
    guard resources != nil, whole.contains(String(urn.kind)), urn.kind != ResourceKind.account.rawValue else {
      return false
    }
    return !isPresent(urn)
  }

  /// The lists that have resources of some kind.
  private static let listed = Set(ResourceKind.allCases.flatMap { $0.lists.map(\.rawValue) })
}
