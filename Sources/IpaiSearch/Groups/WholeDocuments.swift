/// The statistics of the wholes that the documents of a collection are parts of, for ranking by all of their words.
package struct WholeDocuments: Sendable {
  /// Which document is a part of which.
  let groups: DocumentGroups
  /// How many wholes the collection has parts of.
  let count: Int
  /// By whole: what its term frequencies are multiplied by, field by field, each field weighing the same.
  let normalizations: [SIMD8<Float>]
  /// By document: how many terms the title of its whole and its own have; 0 where it has none that says what it is about.
  let titleLengths: [SIMD2<Float>]

  /// `documents` are those of the collection with the lengths of their fields in terms. Each part has the name of its whole in the
  /// column `nameColumns.whole`, which counts once.
  init(
    _ groups: DocumentGroups, _ documents: [(document: Int, lengths: SIMD8<UInt32>)],
    nameColumns: (whole: Int, part: Int), model: BM25F
  ) {
    self.groups = groups
    var titleLengths = [SIMD2<Float>](repeating: .zero, count: groups.areTitled.count)
    var lengths = [SIMD8<UInt32>](repeating: .zero, count: groups.count)
    var isHeld = [Bool](repeating: false, count: groups.count)
    for entry in documents {
      guard let whole = groups.whole(of: entry.document) else { continue }
      lengths[whole] &+= entry.lengths
      lengths[whole][nameColumns.whole] = entry.lengths[nameColumns.whole]
      isHeld[whole] = true
      guard groups.areTitled[entry.document] else { continue }
      titleLengths[entry.document] = SIMD2(
        Float(entry.lengths[nameColumns.whole]), Float(entry.lengths[nameColumns.part]))
    }
    self.titleLengths = titleLengths
    count = isHeld.count { $0 }
    var totals = SIMD8<UInt64>.zero
    for length in lengths { totals &+= SIMD8<UInt64>(truncatingIfNeeded: length) }
    let sums = SIMD8<Float>(totals)
    let means = (sums / Float(max(count, 1))).replacing(with: 1, where: sums .== 0)
    let even = BM25F(k1: model.k1, b: model.b)
    normalizations = lengths.map { even.normalization(lengths: SIMD8<Float>($0), means: means) }
  }
}
