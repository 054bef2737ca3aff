/// What a search has found in one corpus, before any of it is read.
package struct RankedDocuments {
  /// A document that was found.
  package struct Document: Sendable {
    /// As the corpus's cursors have it, 1 to 255 bytes.
    package let id: [UInt8]
    /// On the scale that `RankingPart.sharesScale` asked for.
    package let score: Float

    package init(id: [UInt8], score: Float) {
      self.id = id
      self.score = score
    }
  }

  /// Best first.
  package let documents: [Document]
  /// True when more documents follow these.
  package let hasMore: Bool
  /// True when the query matches anything, even if only on an earlier page.
  package let hasMatches: Bool
  /// How much of the corpus was covered.
  package let coverage: CorpusCoverage
  private let readDocuments: (Range<Int>, (SearchHit) throws -> Void) async throws -> Void

  /// `read` hands over the hits of a range of `documents`, except those that have been removed since.
  package init(
    documents: [Document], hasMore: Bool, hasMatches: Bool, coverage: CorpusCoverage,
    read: @escaping (Range<Int>, (SearchHit) throws -> Void) async throws -> Void
  ) {
    self.documents = documents
    self.hasMore = hasMore
    self.hasMatches = hasMatches
    self.coverage = coverage
    readDocuments = read
  }

  /// Reads the hits of a range of `documents` and hands each to `take`, outside of any transaction. Documents that have
  /// been removed since are left out.
  package func read(_ range: Range<Int>, _ take: (SearchHit) throws -> Void) async throws {
    try await readDocuments(range, take)
  }
}
