/// The statistics of the last few collections that were searched, each valid until the corpus changes.
struct CollectionCache: Sendable {
  /// A collection, as of one state of the corpus.
  struct Key: Hashable, Sendable {
    /// The query for the numbers of the documents.
    let members: String
    /// The version of the words (`CorpusVersion.words`).
    let version: Int64
  }

  private var kept: [(key: Key, statistics: CollectionStatistics)] = []
  private static let most = 4

  /// The statistics that are kept for a key; nil when there are none.
  func statistics(for key: Key) -> CollectionStatistics? { kept.first { $0.key == key }?.statistics }

  /// Keeps statistics in place of earlier ones for the same documents, and drops the oldest when there are too many.
  mutating func keep(_ statistics: CollectionStatistics, for key: Key) {
    kept.removeAll { $0.key.members == key.members }
    kept.append((key, statistics))
    if kept.count > Self.most { kept.removeFirst() }
  }
}
