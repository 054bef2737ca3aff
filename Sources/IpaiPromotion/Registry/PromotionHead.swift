package import IpaiCore

/// The last promotion of a registry.
package struct PromotionHead: Codable, Equatable, Sendable {
  /// Its number, from 1 on.
  package var number: Int
  /// The digest of its statement: `sha256:` and 64 hexadecimal digits.
  package var digest: String
  /// Who promoted.
  package var by: String
  /// When.
  package var date: Timestamp

  /// A head with its parts.
  package init(number: Int, digest: String, by: String, date: Timestamp) {
    self.number = number
    self.digest = digest
    self.by = by
    self.date = date
  }
}
