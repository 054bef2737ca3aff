import Foundation
import IpaiCore
import IpaiGit
package import IpaiSearch

/// Lists and shows commits of the index.
package struct CommitLookup {
  private let store: any CommitStore

  /// Reads from `store`.
  package init(_ store: any CommitStore) { self.store = store }

  /// Calls `take` with the commits of a page as they are read, newest first. They are those of the repository that holds the
  /// folder `repository`, or of all repositories when it is nil, with the first `StoredCommit.shownPaths` of their paths.
  /// Returns the cursor of the next page; nil when there is none.
  ///
  /// Throws `IpaiError`: `.notFound` when the repository is not indexed, `.usage` for a bad filter, number or cursor.
  package func list(
    in repository: String?, _ filter: DocumentFilter, _ page: PageRequest, _ take: (StoredCommit) throws -> Void
  ) async throws -> String? {
    try page.validate()
    let scope = try await CommitScope.resolve(repository, in: store)
    let list = PagedList("commits list", scope: scope.repository?.gitDirectory, filter)
    let after = try page.after.map { try PageCursor($0, of: list) }
    let filter = CommitFilter(scope, filter)
    // One more than is wanted, to find out whether there is more.
    let most = page.maxResults.map { $0 + 1 }
    var places = try await store.list(filter, after: after, most: most)
    let hasMore = page.maxResults.map { places.count > $0 } ?? false
    if hasMore { places.removeLast() }
    try await store.commits(places.map(\.id), paths: StoredCommit.shownPaths) { commit in
      var commit = commit
      if let path = scope.repository?.path { commit.repository = path }
      try take(commit)
    }
    guard hasMore else { return nil }
    return places.last?.cursor.text(of: list)
  }

  /// How to change a filter that keeps nothing so that it keeps something; nil when that is not known.
  package func hint(in repository: String?, _ filter: DocumentFilter) async throws -> String? {
    let scope = try await CommitScope.resolve(repository, in: store)
    let relative = filter.paths.filter { !$0.hasPrefix(":") && !$0.hasPrefix("/") }
    guard !scope.folder.isEmpty, !relative.isEmpty else { return nil }
    var fromRoot = filter
    fromRoot.paths = filter.paths.map { path in
      if relative.contains(path) { return ":/" + path }
      return path
    }
    let found = try? await store.list(CommitFilter(scope, fromRoot), after: nil, most: 1)
    guard found?.isEmpty == false else { return nil }
    let flags = fromRoot.paths.map { "--path " + ShellWord.quoted($0) }.joined(separator: " ")
    return "paths are relative to where you stand, here \(scope.folder)/; from the root of the repository: \(flags)"
  }

  /// The command that brings the index of a repository up to date without changing what is selected. `name` is what the
  /// person called the repository, nil when the current folder is in it. The command names no repository in particular when
  /// `repository` is nil.
  package func updateCommand(for repository: String?, named name: String?) async -> String {
    guard let repository else { return IndexCommand.ofAny }
    return IndexCommand.text(name, updating: try? await CommitScope.resolve(repository, in: store).repository)
  }

  /// What a search may miss in the repository that holds the folder `repository`, or in all of them when it is nil.
  package func gaps(in repository: String?) async throws -> IndexGaps {
    let row = try await CommitScope.resolve(repository, in: store).repository
    return try await store.gaps(in: row, countsPaths: true)
  }

  /// The commit that `revision` names in the repository at `path`, or whose id starts with it. It has all of its paths.
  ///
  /// Throws `IpaiError`: `.notFound` when it is not in the index, `.usage` when several ids start with `revision`.
  package func show(_ revision: String, in path: String) async throws -> StoredCommit {
    let git: GitRepository
    do { git = try GitRepository(containing: path) } catch let error as IpaiError {
      guard error.code == .notFound else { return try await find(revision, orThrow: error) }
      return try await find(revision, orThrow: Self.unknown(revision, outside: path))
    }
    guard let id = git.commit(named: revision) else {
      return try await find(revision, orThrow: Self.unknown(revision))
    }
    if let prefix = ObjectIDPrefix(id.hex), let commit = try await store.commits(startingWith: prefix).first {
      return commit
    }
    let row = try await store.repository(at: git.gitDirectory)
    throw UnindexedCommit(id: id, revision: revision).error(git, row)
  }

  /// The commit of the index whose id starts with `digits`.
  private func find(_ digits: String, orThrow missing: @autoclosure () -> IpaiError) async throws -> StoredCommit {
    guard let prefix = ObjectIDPrefix(digits) else { throw missing() }
    let found = try await store.commits(startingWith: prefix)
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
