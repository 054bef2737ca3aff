/// The documents that a query names.
package struct NamedDocuments: Sendable {
  /// Their numbers, in the order in which they come before all others.
  package let documents: [Int]
  /// How many documents a query names at most. It is the same for all pages of a search, since scores depend on how many there are.
  static let most = 1_000

  /// True when the query is their name and nothing else.
  package let isWhole: Bool

  /// `documents` are numbers, `isWhole` says whether the query is nothing but their name.
  package init(_ documents: [Int], isWhole: Bool) {
    self.documents = documents
    self.isWhole = isWhole
  }
}
