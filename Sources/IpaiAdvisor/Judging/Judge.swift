/// Judges an account by rules.
package struct Judge {
  private let rules: [Rule]

  /// Judges by `rules`.
  package init(_ rules: [Rule] = RuleList.all) { self.rules = rules }

  /// What the rules say about an account. They are judged on all processors, and what they say has the same order each time.
  package func assess(_ account: AccountView) -> Assessment {
    var assessment = Assessment()
    for part in Parallel.map(rules, { Self.judge($0, account) }) {
      assessment.findings += part.findings
      assessment.tallies += part.tallies
      assessment.notAssessed += part.notAssessed
    }
    assessment.findings.sort(by: Self.isBefore)
    return assessment
  }

  private static func judge(_ rule: Rule, _ account: AccountView) -> Assessment {
    if let reason = obstacle(of: rule, in: account.facts) {
      return Assessment(
        tallies: [RuleTally(rule: rule.id)], notAssessed: [NotAssessed(rule: rule.id, reason: reason)])
    }
    var assessment = Assessment()
    var tally = RuleTally(rule: rule.id)
    var reasons: [String: [ResourcePart]] = [:]
    var silence = RuleSilence(of: rule)
    for judgement in rule.judge(account) {
      silence.note(judgement)
      switch judgement.outcome {
      case .pass:
        tally.passed += 1
        tally.passedSize += account.weight(of: judgement.urn)
      case .fail(let failure):
        tally.failed += 1
        assessment.findings.append(Finding(rule, judgement, failure, account))
      case .notAssessed(let reason):
        tally.notAssessed += 1
        reasons[reason, default: []].append(ResourcePart(judgement.urn, judgement.subKey))
      case .notConcerned, .leftAlone: break
      }
    }
    tally.leftAlone = silence.parts(of: account)
    assessment.tallies.append(tally)
    for (reason, parts) in reasons.sorted(by: { $0.key < $1.key }) {
      assessment.notAssessed.append(
        NotAssessed(rule: rule.id, reason: reason, resources: parts.count, parts: parts.sorted()))
    }
    return assessment
  }

  /// Why a rule cannot be judged at all; nil where it can.
  static func obstacle(of rule: Rule, in facts: AccountFacts) -> String? {
    for collection in rule.subjects {
      guard let state = facts.states[collection] else { return collection.notRead }
      if state.status != .complete, state.status != .partial { return reason(collection, state) }
    }
    for collection in rule.needs {
      guard let state = facts.states[collection] else { return collection.notRead }
      // What belongs to one resource each is missing for that resource alone.
      if state.status == .partial, collection.belongsToResource { continue }
      if state.status != .complete { return reason(collection, state) }
    }
    // Nodes of clusters look like any other Droplet where the clusters cannot be read.
    if !Set(rule.subjects).isDisjoint(with: [.droplets, .gpuDroplets]),
      facts.states[.kubernetesClusters]?.status != .complete
    {
      return "the clusters were not all read, without which their nodes cannot be told from other Droplets"
    }
    for scope in rule.scopes where !facts.has(scope) {
      return "the token lacks \(scope.rawValue), without which fields come back empty"
    }
    return nil
  }

  private static func reason(_ collection: Collection, _ state: CollectionState) -> String {
    switch state.status {
    case .denied: "the token lacks " + collection.scopes.map(\.rawValue).joined(separator: " or ")
    case .skipped: collection.notAskedFor
    case .failed: collection.notRead + (state.reason.map { ": " + $0 } ?? "")
    case .partial, .complete: collection.notAllRead + (state.reason.map { ": " + $0 } ?? "")
    }
  }

  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.urn != right.urn { return left.urn < right.urn }
    return (left.subKey ?? "") < (right.subKey ?? "")
  }
}
