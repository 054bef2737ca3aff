import IpaiCore

/// Suppressions, to find the one that covers a finding.
package struct SuppressionSet: Sendable {
  private var byTarget: [SuppressionTarget: [Suppression]] = [:]

  /// The suppressions that count for an account.
  package init(_ suppressions: some Sequence<Suppression>, account: String) {
    self.init(suppressions, account: account, state: .active)
  }

  init(_ suppressions: some Sequence<Suppression>, account: String, state: Suppression.State) {
    let account = StoredText.clean(account)
    for suppression in suppressions where suppression.state == state {
      guard suppression.account == nil || suppression.account == account else { continue }
      byTarget[suppression.target, default: []].append(suppression)
    }
  }

  /// The suppression that covers a finding, the narrowest one first, and of several the one that ends last; nil where none does.
  package func covering(_ finding: Finding) -> Suppression? {
    let targets: [SuppressionTarget] = [
      .finding(finding.fingerprint), .resource(rule: finding.rule, URN(StoredText.clean(finding.urn.text))),
      .rule(finding.rule),
    ]
    for target in targets {
      if let last = byTarget[target]?.max(by: Self.endsBefore) { return last }
    }
    return nil
  }

  private static func endsBefore(_ left: Suppression, _ right: Suppression) -> Bool {
    let (first, second) = (left.until?.seconds ?? .max, right.until?.seconds ?? .max)
    return first == second ? left.id < right.id : first < second
  }

  /// The fingerprints of findings that are suppressed one by one.
  var fingerprints: [String] { byTarget.keys.compactMap(\.fingerprint) }
  /// The rules that are suppressed whole.
  var rules: [String] {
    byTarget.keys.compactMap { target in
      guard case .rule(let rule) = target else { return nil }
      return rule
    }
  }
  /// The rules that are suppressed for a resource, each before a space and the resource.
  var resources: [String] {
    byTarget.keys.compactMap { target in
      guard case .resource(let rule, let urn) = target else { return nil }
      return rule + " " + urn.text
    }
  }
}
