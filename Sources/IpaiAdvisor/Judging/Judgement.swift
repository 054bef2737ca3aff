/// What a rule says about a resource, or about a part of it.
package struct Judgement: Equatable, Sendable {
  /// The resource.
  package let urn: URN
  /// What people call it.
  package let name: String
  /// The part that it is about, such as a port or the id of a record; nil for all of it.
  package let subKey: String?
  /// What the rule says.
  package let outcome: Outcome

  /// A judgement of any resource.
  package init(_ urn: URN, name: String?, subKey: String? = nil, _ outcome: Outcome) {
    self.urn = urn
    self.name = name ?? String(urn.key)
    self.subKey = subKey
    self.outcome = outcome
  }
}

extension Resource {
  /// What a rule says about this resource.
  package func judged(_ outcome: Outcome, subKey: String? = nil) -> Judgement {
    Judgement(urn, name: displayName, subKey: subKey, outcome)
  }
}
