import IpaiSearch

extension CommitScope: CorpusScope {
  package var members: String { repository?.members ?? "SELECT commit_id FROM reachable" }
  package var identity: String? { repository?.gitDirectory }
}

extension IndexedRepository {
  /// A query for the numbers of the commits that the repository reaches.
  var members: String { "SELECT commit_id FROM reachable WHERE repository_id = \(id)" }
}
