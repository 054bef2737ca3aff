package import IpaiCore

/// What somebody decided to leave as it is.
package struct Suppression: Equatable, Sendable {
  /// Whether it counts.
  package enum State: String, Codable, CaseIterable, Sendable {
    /// It does.
    case active
    /// It is past its date.
    case expired
    /// Somebody removed it.
    case removed
  }

  /// Its number.
  package var id: Int
  /// The UUID of the account; nil for all accounts.
  package var account: String?
  /// What it is about.
  package var target: SuppressionTarget
  /// Why, in the words of who decided it.
  package var reason: String
  /// Who decided it.
  package var owner: String?
  /// When it ends; nil for never.
  package var until: Timestamp?
  /// When it was made.
  package var createdAt: Timestamp
  /// When somebody removed it; nil where nobody did.
  package var removedAt: Timestamp?
  /// Whether it counts, at the time of the question.
  package var state: State

  init(
    id: Int, account: String?, target: SuppressionTarget, reason: String, owner: String?, until: Timestamp?,
    createdAt: Timestamp, removedAt: Timestamp?, now: Timestamp
  ) {
    self.id = id
    self.account = account
    self.target = target
    self.reason = reason
    self.owner = owner
    self.until = until
    self.createdAt = createdAt
    self.removedAt = removedAt
    state =
      if removedAt != nil {
        .removed
      } else if let until, until <= now {
        .expired
      } else {
        .active
      }
  }
}

extension Suppression: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, account, fingerprint, rule, urn, reason, owner, until, state
    case createdAt = "created_at"
    case removedAt = "removed_at"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    id = try members.decode(Int.self, forKey: .id)
    account = try members.decodeIfPresent(String.self, forKey: .account)
    reason = try members.decode(String.self, forKey: .reason)
    owner = try members.decodeIfPresent(String.self, forKey: .owner)
    until = try members.decodeIfPresent(Timestamp.self, forKey: .until)
    createdAt = try members.decode(Timestamp.self, forKey: .createdAt)
    removedAt = try members.decodeIfPresent(Timestamp.self, forKey: .removedAt)
    state = try members.decode(State.self, forKey: .state)
    let fingerprint = try members.decodeIfPresent(String.self, forKey: .fingerprint)
    let rule = try members.decodeIfPresent(String.self, forKey: .rule)
    let urn = try members.decodeIfPresent(String.self, forKey: .urn)
    guard let target = SuppressionTarget(fingerprint: fingerprint, rule: rule, urn: urn) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rule, in: members, debugDescription: "neither a finding nor a rule")
    }
    self.target = target
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(id, forKey: .id)
    try members.encodeIfPresent(account, forKey: .account)
    try members.encodeIfPresent(target.fingerprint, forKey: .fingerprint)
    try members.encodeIfPresent(target.rule, forKey: .rule)
    try members.encodeIfPresent(target.urn, forKey: .urn)
    try members.encode(reason, forKey: .reason)
    try members.encodeIfPresent(owner, forKey: .owner)
    try members.encodeIfPresent(until, forKey: .until)
    try members.encode(createdAt, forKey: .createdAt)
    try members.encodeIfPresent(removedAt, forKey: .removedAt)
    try members.encode(state, forKey: .state)
  }
}
