package import IpaiCore

/// An address that an earlier scan listed as one of the account.
package struct EarlierAddress: Equatable, Sendable {
  /// The resource that had it.
  package let urn: URN
  /// When it was seen last.
  package let seen: Timestamp

  /// An address with who had it.
  package init(urn: URN, seen: Timestamp) {
    self.urn = urn
    self.seen = seen
  }
}
