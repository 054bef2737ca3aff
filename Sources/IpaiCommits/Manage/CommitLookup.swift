import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiGit
package import IpaiSearch

/// Lists and shows commits of the index.
package struct CommitLookup {
  private let database: DatabaseFile

  package init(_ database: DatabaseFile) { self.database = database }

  /// The commits that match, newest first, of the repository that holds the folder `repository`; nil for all.
  ///
  /// Throws `IpaiError(.notFound)` when the repository is not indexed.
  package func list(in repository: String?, _ filter: DocumentFilter, maxResults: Int) throws -> [StoredCommit] {
    let scope = try CommitScope.resolve(repository, in: database)
    let filter = CommitFilter(repositories: scope.repository.map { [$0.id] }, filter)
    return try database.read { try StoredCommit.list($0, filter, limit: maxResults) }
  }

  /// The commit that `revision` names in the repository at `path`, or whose id starts with it.
  ///
  /// Throws `IpaiError`: `.notFound` when there is none in the index, `.usage` when several ids start so.
  package func show(_ revision: String, in path: String) throws -> StoredCommit {
    if let git = try? GitRepository(containing: path), let id = git.commit(named: revision) {
      if let commit = try database.read({ try StoredCommit.find($0, prefix: id.hex).first }) { return commit }
      throw IpaiError(
        .notFound, "commit \(id.hex) is not indexed", hint: "bring the index up to date: ipai commits index")
    }
    let found = try database.read { try StoredCommit.find($0, prefix: revision) }
    guard let commit = found.first else {
      throw IpaiError(
        .notFound, "no commit is named '\(revision.prefix(80))' here or in the index",
        hint: "give a branch, a tag, or at least 4 digits of an id")
    }
    guard found.count == 1 else {
      throw IpaiError(.usage, "several ids start with \(revision)", hint: "give more digits")
    }
    return commit
  }
}
