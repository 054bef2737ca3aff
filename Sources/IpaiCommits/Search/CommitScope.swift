import Foundation
package import IpaiCore
import IpaiGit
import IpaiSearch

/// The repositories that a search or a list is about, and how well the index covers them.
package struct CommitScope: Sendable {
  /// nil for all repositories.
  package let repository: IndexedRepository?
  /// How the index differs from the repository; nil when that is not known.
  package let staleness: Staleness?
  /// The folder that was named, relative to the root of the work tree: `lib/deep`, or empty for the root. Paths are relative
  /// to it.
  package let folder: String

  /// All repositories.
  static let all = CommitScope(nil)

  private init(_ repository: IndexedRepository?, staleness: Staleness? = nil, folder: String = "") {
    self.repository = repository
    self.staleness = staleness
    self.folder = folder
  }

  /// The scope of the repository that holds the folder `path`; of all repositories when it is nil.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository or the repository is not indexed.
  package static func resolve(_ path: String?, in store: any CommitStore) async throws -> CommitScope {
    guard let path else { return .all }
    let git: GitRepository
    do { git = try GitRepository(containing: path) } catch let error as IpaiError where error.code == .notFound {
      // The folder may have been removed although it is still indexed.
      guard let row = try await store.repository(at: path) else { throw outside(error) }
      return CommitScope(row)
    }
    let directory = git.gitDirectory
    if git.path != path, let row = try await store.repository(at: path),
      row.gitDirectory != directory
    {
      // A repository that was removed, inside one that was not.
      return CommitScope(row)
    }
    guard let row = try await store.repository(at: directory) else {
      throw notIndexed(git.path)
    }
    return CommitScope(row, staleness: try await Staleness.of(git, row, store), folder: folder(path, in: git.path))
  }

  /// The command that brings the index up to date without changing what is selected; for all repositories it names none.
  package var updateCommand: String {
    repository.map { IndexCommand.text($0.path, updating: $0) } ?? IndexCommand.ofAny
  }

  /// The error for all repositories when there is no database at `path` yet.
  package static func nothingIndexed(_ path: String) -> IpaiError {
    IpaiError(
      .notFound, "nothing is indexed yet: there is no database at \(path)",
      hint: "index a repository first: \(IndexCommand.ofAny)")
  }

  /// The error for a folder whose repository is not indexed, with the command that indexes it.
  package static func notIndexed(_ path: String) -> IpaiError {
    do {
      let root = try GitRepository(containing: path).path
      return IpaiError(
        .notFound, "the commits of \(root) are not indexed", hint: "run: \(IndexCommand.text(root))")
    } catch let error as IpaiError {
      guard error.code == .notFound else { return error }
      return IpaiError(.notFound, error.message, hint: "index a repository first: \(IndexCommand.ofAny)")
    } catch { return IpaiError(.internal, "\(error)") }
  }

  /// The error for a folder in no repository, with the ways to name one.
  private static func outside(_ error: IpaiError) -> IpaiError {
    IpaiError(
      .notFound, error.message, hint: "name a repository with --repo, or search all that are indexed with --all-repos",
      cause: error.cause)
  }

  /// `path` relative to the work tree at `root`; empty when it is not below it, as in a git directory.
  private static func folder(_ path: String, in root: String) -> String {
    guard let text = RealPath.existing(path), text.hasPrefix(root + "/") else { return "" }
    return String(text.dropFirst(root.count + 1))
  }
}

extension CommitScope {
  /// Adds how the index differs from the repository, and what it lacks.
  func describe(_ coverage: inout CorpusCoverage, _ gaps: IndexGaps) {
    coverage.isComplete = repository?.isComplete ?? true
    coverage.behind = staleness?.behind
    coverage.ahead = staleness?.ahead
    if gaps.withoutAllWords > 0 { coverage.withoutAllWords = gaps.withoutAllWords }
    if gaps.withoutAllPaths > 0 { coverage.withoutAllPaths = gaps.withoutAllPaths }
  }
}
