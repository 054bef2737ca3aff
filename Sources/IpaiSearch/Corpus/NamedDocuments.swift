/// The documents that a query names.
package struct NamedDocuments: Sendable {
  /// Their numbers, in the order in which they come before all others.
  package let documents: [Int]
  /// True when the query is their name and nothing else.
  package let isWhole: Bool

  /// `documents` are numbers, `isWhole` says whether the query is nothing but their name.
  package init(_ documents: [Int], isWhole: Bool) {
    self.documents = documents
    self.isWhole = isWhole
  }
}
