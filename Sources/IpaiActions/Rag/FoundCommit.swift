package import IpaiCommits
package import IpaiCore
package import IpaiSearch

/// A commit that was found, with the parts of its score.
package struct FoundCommit: Codable, Sendable, Equatable {
  /// The full id.
  package var commit: String
  /// Higher is better.
  package var score: Double
  /// The parts of the score by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to that of the query, up to 1; nil when only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when it was found by its meaning alone, because no word of the query occurs in it; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The parts of the score by term of the query, highest first; nil when they were not asked for.
  package var terms: [TermContribution]?
  /// Who wrote it.
  package var author: Person
  /// When it was written.
  package var authored: ZonedTimestamp
  /// When it was committed.
  package var committed: Timestamp
  /// The first line of its message.
  package var subject: String
  /// The first 50 paths that it changed.
  package var paths: [String]
  /// How many paths it changed in all.
  package var pathCount: Int
  /// True when it changed more paths than the index stores.
  package var arePathsCut: Bool
  /// The path of a repository that reaches it.
  package var repository: String
  /// The line that matched best; nil when no single line did.
  package var match: MatchedLine?

  /// The commit of a hit; `explains` asks for `terms`.
  package init(_ hit: SearchHit, _ stored: StoredCommit, explains: Bool) {
    commit = hit.id
    score = hit.score.total
    components = hit.score.components
    similarity = hit.score.similarity
    if hit.score.isMeaningOnly { isMeaningOnly = true }
    if explains { terms = hit.score.terms }
    author = stored.author
    authored = stored.authored
    committed = hit.date
    subject = hit.title
    paths = stored.changes.map(\.path)
    pathCount = stored.pathCount
    arePathsCut = stored.arePathsCut
    repository = hit.place
    match = hit.match
  }

  enum CodingKeys: String, CodingKey {
    case commit, score, components, similarity, terms, author, authored, committed, subject, paths, repository, match
    case pathCount = "path_count"
    case isMeaningOnly = "meaning_only"
    case arePathsCut = "paths_cut"
  }
}
