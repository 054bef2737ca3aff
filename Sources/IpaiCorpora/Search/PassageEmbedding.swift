package import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch

/// Computes the vectors that passages lack, once for all of the same text.
package struct PassageEmbedding {
  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: TextEncoder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    filling = VectorFilling(
      database, .documents, encoder, parts: { [MeaningPart(Array($0.utf8))] }, isCancelled: isCancelled)
  }

  /// Computes what is missing of the corpora with these names and returns how many vectors were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  package func run(_ corpora: [String], report: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws -> Int {
    try filling.run(members: SearchedPassages.distinctTexts(in: CorpusSelection(corpora)), report: report)
  }
}
