import IpaiCore

/// A promotion as it is stored.
package struct PromotionRecord: Equatable, Sendable {
  /// Its number.
  package var number: Int
  /// The digest that is stored for it.
  package var digest: String
  /// The digest that is stored for the promotion before; nil for the first.
  package var previous: String?
  /// The text of its statement.
  package var text: String
  /// The signature over the text; nil when it is not signed.
  package var signature: String?

  /// A record with its parts.
  package init(number: Int, digest: String, previous: String?, text: String, signature: String?) {
    self.number = number
    self.digest = digest
    self.previous = previous
    self.text = text
    self.signature = signature
  }
}
