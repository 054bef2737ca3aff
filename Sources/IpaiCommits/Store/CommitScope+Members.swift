import IpaiSearch

extension CommitScope: CorpusScope {
  /// A query for the numbers of the commits that the repositories reach.
  package var members: String { repository?.members ?? "SELECT commit_id FROM reachable" }
  /// The git directory of the repository; nil for all repositories.
  package var identity: String? { repository?.gitDirectory }
}
