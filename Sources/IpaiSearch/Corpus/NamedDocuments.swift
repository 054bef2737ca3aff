/// Documents that a query names.
package struct NamedDocuments: Sendable {
  /// Their numbers, in the order in which they are to stand before all others.
  package let documents: [Int]
  /// True when the query is their name and nothing else.
  package let isWhole: Bool

  package init(_ documents: [Int], isWhole: Bool) {
    self.documents = documents
    self.isWhole = isWhole
  }
}
