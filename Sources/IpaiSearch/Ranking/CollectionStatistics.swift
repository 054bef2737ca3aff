/// The lengths of the fields of the documents searched, in the form that ranking needs: one value for each document.
package struct CollectionStatistics: Sendable {
  /// By document: 1 when it is in the collection.
  package let members: [UInt8]
  /// By document: what its term frequencies are multiplied by, field by field.
  let normalizations: [SIMD8<Float>]
  /// Where frequent words occur in the collection, as far as somebody has asked.
  let postings = PostingsCache()
  /// How many documents the collection has.
  package let documentCount: Int
  /// What the documents are parts of; nil where they are not.
  let wholes: WholeDocuments?

  /// True for the number of a document in the collection.
  package func holds(_ document: Int64) -> Bool {
    document >= 0 && document < members.count && members[Int(document)] == 1
  }

  /// `documents` are the members with the lengths of their fields in terms, by ascending document.
  package init(
    _ documents: [(document: Int, lengths: SIMD8<UInt32>)], model: BM25F, wholes: WholeDocuments? = nil
  ) {
    self.wholes = wholes
    let size = (documents.last?.document ?? -1) + 1
    var members = [UInt8](repeating: 0, count: size)
    var normalizations = [SIMD8<Float>](repeating: .zero, count: size)
    var totals = SIMD8<UInt64>.zero
    for entry in documents { totals &+= SIMD8<UInt64>(truncatingIfNeeded: entry.lengths) }
    let sums = SIMD8<Float>(totals)
    let means = (sums / Float(max(documents.count, 1))).replacing(with: 1, where: sums .== 0)
    for entry in documents where members[entry.document] == 0 {
      members[entry.document] = 1
      normalizations[entry.document] = model.normalization(lengths: SIMD8<Float>(entry.lengths), means: means)
    }
    self.members = members
    self.normalizations = normalizations
    documentCount = documents.count
  }
}
