import IpaiSearch

extension CommitScope: CorpusScope {
  package var members: String { repository?.members ?? "SELECT commit_id FROM reachable" }
  package var identity: String? { repository?.gitDirectory }
}
