/// The statistics of the collections searched last, valid as long as the corpus does not change.
struct CollectionCache: Sendable {
  struct Key: Hashable, Sendable {
    /// The query for the numbers of the documents.
    let members: String
    /// `corpus.version`.
    let version: Int64
  }

  private var kept: [(key: Key, statistics: CollectionStatistics)] = []
  private static let most = 4

  func statistics(for key: Key) -> CollectionStatistics? { kept.first { $0.key == key }?.statistics }

  mutating func keep(_ statistics: CollectionStatistics, for key: Key) {
    kept.removeAll { $0.key.members == key.members }
    kept.append((key, statistics))
    if kept.count > Self.most { kept.removeFirst() }
  }
}
