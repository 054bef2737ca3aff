package import IpaiCommits
package import IpaiCore
package import IpaiSearch

/// A commit that was found, with what its score is made of.
package struct FoundCommit: Codable, Sendable, Equatable {
  /// The full id.
  package var commit: String
  package var score: Double
  /// The score's parts by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to the query's, up to 1; nil where only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when no word of the query occurs in it, so that it was found by its meaning alone; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The score's parts by term of the query, highest first, each by field; nil where that was not asked for.
  package var terms: [TermContribution]?
  package var author: Person
  package var authored: ZonedTimestamp
  package var committed: Timestamp
  package var subject: String
  /// The first 50 of the paths that it changed.
  package var paths: [String]
  /// How many paths it changed in all.
  package var pathCount: Int
  /// True when it changed more paths than the index keeps.
  package var arePathsCut: Bool
  /// The path of a repository that reaches it.
  package var repository: String
  package var match: MatchedLine?

  package init(_ hit: SearchHit, _ stored: StoredCommit, explains: Bool) {
    commit = hit.id
    score = hit.score.total
    components = hit.score.components
    similarity = hit.score.similarity
    isMeaningOnly = hit.score.isMeaningOnly ? true : nil
    terms = explains ? hit.score.terms : nil
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
