package import IpaiCore

/// What somebody decides to leave as it is.
package struct NewSuppression: Equatable, Sendable {
  /// The UUID of the account; nil for all accounts.
  package var account: String?
  /// What it is about.
  package var target: SuppressionTarget
  /// Why, 1 to 1,000 characters.
  package var reason: String
  /// Who decided it, at most 200 characters.
  package var owner: String?
  /// When it ends; nil for never.
  package var until: Timestamp?

  /// A decision with its parts.
  package init(
    _ target: SuppressionTarget, account: String? = nil, reason: String, owner: String? = nil, until: Timestamp? = nil
  ) {
    self.target = target
    self.account = account
    self.reason = reason
    self.owner = owner
    self.until = until
  }

  /// The same as both stores can keep it. Throws `IpaiError(.usage)` for what cannot be kept.
  func checked(at now: Timestamp) throws -> NewSuppression {
    var checked = self
    checked.reason = StoredText.clean(reason)
    checked.owner = owner.map(StoredText.clean)
    if let account { checked.account = try StoredText.account(account) }
    try Self.check(1...1_000, "the reason", checked.reason)
    if let owner = checked.owner { try Self.check(1...200, "the owner", owner) }
    switch target {
    case .finding(let fingerprint): checked.target = .finding(try StoredText.fingerprint(fingerprint))
    case .rule(let rule): try Self.check(1...64, "the rule", rule)
    case .resource(let rule, let urn):
      let kept = StoredText.clean(urn.text)
      try Self.check(1...64, "the rule", rule)
      try Self.check(1...1_000, "the resource", kept)
      checked.target = .resource(rule: rule, URN(kept))
    }
    if let until, until <= now {
      throw IpaiError(.usage, "\(until.rfc3339) is not in the future", hint: "name a later date, or none")
    }
    return checked
  }

  private static func check(_ range: ClosedRange<Int>, _ what: String, _ text: String) throws {
    // What both databases count are code points.
    guard range.contains(text.unicodeScalars.count), !text.utf8.contains(0) else {
      throw IpaiError(.usage, "\(what) needs \(range.lowerBound) to \(range.upperBound) characters")
    }
    guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      throw IpaiError(.usage, "\(what) is blank")
    }
  }
}
