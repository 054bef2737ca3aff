package import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch

/// Computes the vectors that passages of a SQLite database lack.
package struct SQLitePassageEmbedding: PassageEmbedding {
  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    filling = VectorFilling(
      database, .documents, encoder, parts: { [MeaningPart(Array($0.utf8))] }, isCancelled: isCancelled)
  }

  package func run(_ corpora: [String], report: @Sendable (_ done: Int, _ total: Int) -> Void) throws -> Int {
    try filling.run(members: SearchedPassages.distinctTexts(in: CorpusSelection(corpora)), report: report)
  }

  package func extent(of corpora: [String], sampled: Int) throws -> EmbeddingExtent {
    var extent = EmbeddingExtent(sampled: sampled)
    _ = try filling.missing(members: SearchedPassages.distinctTexts(in: CorpusSelection(corpora))) { extent.add($0) }
    extent.finish()
    return extent
  }
}
