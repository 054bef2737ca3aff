/// The statistics of the wholes that the documents of a collection are parts of, for ranking by all of their words.
package struct WholeDocuments: Sendable {
  /// Which document is a part of which.
  let groups: DocumentGroups
  /// How many wholes the collection has parts of.
  let count: Int
  /// By whole: what its term frequencies are multiplied by, field by field, each field weighing the same.
  let normalizations: [SIMD8<Float>]

  /// `documents` are those of the collection with the lengths of their fields in terms. Each part has the name of its whole in the
  /// column `nameColumn`, which counts once.
  init(
    _ groups: DocumentGroups, _ documents: [(document: Int, lengths: SIMD8<UInt32>)], nameColumn: Int, model: BM25F
  ) {
    self.groups = groups
    var lengths = [SIMD8<UInt32>](repeating: .zero, count: groups.count)
    var isHeld = [Bool](repeating: false, count: groups.count)
    for entry in documents {
      guard let whole = groups.whole(of: entry.document) else { continue }
      lengths[whole] &+= entry.lengths
      lengths[whole][nameColumn] = entry.lengths[nameColumn]
      isHeld[whole] = true
    }
    count = isHeld.count { $0 }
    var totals = SIMD8<UInt64>.zero
    for length in lengths { totals &+= SIMD8<UInt64>(truncatingIfNeeded: length) }
    let sums = SIMD8<Float>(totals)
    let means = (sums / Float(max(count, 1))).replacing(with: 1, where: sums .== 0)
    let even = BM25F(k1: model.k1, b: model.b)
    normalizations = lengths.map { even.normalization(lengths: SIMD8<Float>($0), means: means) }
  }
}
