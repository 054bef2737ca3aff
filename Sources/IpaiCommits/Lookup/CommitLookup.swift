import Foundation
import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiGit
package import IpaiSearch

/// Lists and shows commits of the index.
package struct CommitLookup {
  private let database: DatabaseFile

  /// Reads from `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  /// Calls `take` with the commits of a page as they are read, newest first. They are those of the repository that holds the
  /// folder `repository`, or of all repositories when it is nil, with the first `StoredCommit.shownPaths` of their paths.
  /// Returns the cursor of the next page; nil when there is none.
  ///
  /// Throws `IpaiError`: `.notFound` when the repository is not indexed, `.usage` for a bad filter, number or cursor.
  package func list(
    in repository: String?, _ filter: DocumentFilter, _ page: PageRequest, _ take: (StoredCommit) throws -> Void
  ) throws -> String? {
    try page.validate()
    let scope = try CommitScope.resolve(repository, in: database)
    let list = PagedList("commits list", scope: scope.repository?.gitDirectory, filter)
    let after = try page.after.map { try PageCursor($0, of: list) }
    let filter = CommitFilter(scope, filter)
    // One more than is wanted, to find out whether there is more.
    let most = page.maxResults.map { $0 + 1 }
    var places = try database.read { try ListedCommit.all($0, filter, after: after, most: most) }
    let hasMore = page.maxResults.map { places.count > $0 } ?? false
    if hasMore { places.removeLast() }
    try database.readInParts(
      places,
      { db, place in
        var commit = try StoredCommit.fetch(db, place.id, paths: StoredCommit.shownPaths)
        if let path = scope.repository?.path { commit?.repository = path }
        return commit
      }, take)
    guard hasMore else { return nil }
    return places.last?.cursor.text(of: list)
  }

  /// How to change a filter that keeps nothing so that it keeps something; nil when that is not known.
  package func hint(in repository: String?, _ filter: DocumentFilter) throws -> String? {
    let scope = try CommitScope.resolve(repository, in: database)
    let relative = filter.paths.filter { !$0.hasPrefix(":") && !$0.hasPrefix("/") }
    guard !scope.folder.isEmpty, !relative.isEmpty else { return nil }
    var fromRoot = filter
    fromRoot.paths = filter.paths.map { path in
      if relative.contains(path) { return ":/" + path }
      return path
    }
    let filter = CommitFilter(scope, fromRoot)
    let found = try? database.read { try !ListedCommit.all($0, filter, after: nil, most: 1).isEmpty }
    guard found == true else { return nil }
    let flags = fromRoot.paths.map { "--path " + ShellWord.quoted($0) }.joined(separator: " ")
    return "paths are relative to where you stand, here \(scope.folder)/; from the root of the repository: \(flags)"
  }

  /// The command that brings the index of a repository up to date without changing what is selected. `name` is what the
  /// person called the repository, nil when the current folder is in it. The command names no repository in particular when
  /// `repository` is nil.
  package func updateCommand(for repository: String?, named name: String?) -> String {
    guard let repository else { return IndexCommand.ofAny }
    return IndexCommand.text(name, updating: try? CommitScope.resolve(repository, in: database).repository)
  }

  /// What a search may miss in the repository that holds the folder `repository`, or in all of them when it is nil.
  package func gaps(in repository: String?) throws -> IndexGaps {
    let row = try CommitScope.resolve(repository, in: database).repository
    return try database.read { try IndexGaps.read($0, row, countsPaths: true) }
  }

  /// The commit that `revision` names in the repository at `path`, or whose id starts with it. It has all of its paths.
  ///
  /// Throws `IpaiError`: `.notFound` when it is not in the index, `.usage` when several ids start with `revision`.
  package func show(_ revision: String, in path: String) throws -> StoredCommit {
    let git: GitRepository
    do { git = try GitRepository(containing: path) } catch let error as IpaiError {
      guard error.code == .notFound else { return try find(revision, orThrow: error) }
      return try find(revision, orThrow: Self.unknown(revision, outside: path))
    }
    guard let id = git.commit(named: revision) else { return try find(revision, orThrow: Self.unknown(revision)) }
    if let commit = try database.read({ try StoredCommit.find($0, prefix: id.hex).first }) { return commit }
    let directory = git.gitDirectory
    let row = try database.read { try IndexedRepository.find($0, directory) }
    throw UnindexedCommit(id: id, revision: revision).error(git, row)
  }

  /// The commit of the index whose id starts with `digits`.
  private func find(_ digits: String, orThrow missing: @autoclosure () -> IpaiError) throws -> StoredCommit {
    let found = try database.read { try StoredCommit.find($0, prefix: digits) }
    guard let first = found.first else { throw missing() }
    guard found.count < 2 else {
      throw IpaiError(.usage, "several ids start with \(digits)", hint: "give more digits")
    }
    return first
  }

  private static func unknown(_ revision: String) -> IpaiError {
    IpaiError(
      .notFound, "no commit is named '\(revision.prefix(80))' here or in the index",
      hint: "give a branch, a tag, or at least 4 digits of an id")
  }

  private static func unknown(_ revision: String, outside path: String) -> IpaiError {
    IpaiError(
      .notFound,
      "no id in the index starts with '\(revision.prefix(80))', and \(path) is in no git repository that could name it",
      hint: "name the repository of a branch or tag with --repo")
  }
}
