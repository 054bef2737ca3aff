package import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch

/// Computes the vectors that passages lack, once for all of the same text.
package struct PassageEmbedding {
  /// What a run would compute.
  package struct Extent: Sendable, Equatable {
    /// How many passages have no vector, those with the same text counted once.
    package var passages = 0
    /// About how many tokens they have.
    package var tokens = 0
    /// Some of their texts, spread evenly.
    package var sample: [[UInt8]] = []
    /// About how many tokens these have.
    package var sampleTokens = 0
  }

  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
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

  /// What `run` would compute, with about `sampled` texts as a sample.
  package func extent(of corpora: [String], sampled: Int) throws -> Extent {
    var extent = Extent()
    // Every so many texts one is kept; when there are twice too many, each second one goes.
    var step = 1
    var seen = 0
    extent.passages = try filling.missing(members: SearchedPassages.distinctTexts(in: CorpusSelection(corpora))) {
      text in
      extent.tokens += TokenEstimate.count(Array(text.utf8)[...])
      if sampled > 0, seen % step == 0 { extent.sample.append(Array(text.utf8)) }
      seen += 1
      guard sampled > 0, extent.sample.count >= 2 * sampled else { return }
      extent.sample = extent.sample.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      step *= 2
    }
    extent.sample = Array(extent.sample.prefix(sampled))
    extent.sampleTokens = extent.sample.reduce(0) { $0 + TokenEstimate.count($1[...]) }
    return extent
  }
}
