/// What a suppression is about.
package enum SuppressionTarget: Hashable, Sendable {
  /// The finding with a fingerprint.
  case finding(String)
  /// All findings of a rule.
  case rule(String)
  /// The findings of a rule on a resource.
  case resource(rule: String, URN)

  /// The fingerprint; nil for any other target.
  package var fingerprint: String? {
    guard case .finding(let fingerprint) = self else { return nil }
    return fingerprint
  }

  /// The id of the rule; nil for a finding.
  package var rule: String? {
    switch self {
    case .finding: nil
    case .rule(let rule), .resource(let rule, _): rule
    }
  }

  /// The resource; nil where it is about any.
  package var urn: URN? {
    guard case .resource(_, let urn) = self else { return nil }
    return urn
  }
}

extension SuppressionTarget {
  /// The target of the columns of a row; nil where both a finding and a rule are missing.
  init?(fingerprint: String?, rule: String?, urn: String?) {
    if let fingerprint {
      self = .finding(fingerprint)
    } else if let rule {
      self = urn.map { .resource(rule: rule, URN($0)) } ?? .rule(rule)
    } else {
      return nil
    }
  }
}
