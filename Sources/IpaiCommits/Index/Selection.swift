import Foundation
package import IpaiCore
import IpaiGit

/// Which commits of a repository to index, and how.
package struct Selection: Codable, Sendable, Equatable {
  /// Names of references or other revisions; ignored when `allReferences` is true.
  package var references: [String]
  /// True for all references of the repository.
  package var allReferences: Bool
  /// The earliest date, inclusive; nil for any.
  package var since: Timestamp?
  /// How many of the newest commits at most; nil for all.
  package var maxCommits: Int?
  /// True when the words of diffs are wanted.
  package var diffWords: Bool

  /// By default the whole history of HEAD, with the words of diffs.
  package init(
    references: [String] = ["HEAD"], allReferences: Bool = false, since: Timestamp? = nil, maxCommits: Int? = nil,
    diffWords: Bool = true
  ) {
    self.references = references
    self.allReferences = allReferences
    self.since = since
    self.maxCommits = maxCommits
    self.diffWords = diffWords
  }

  /// The least value of `git_commit.words` that is wanted.
  var wantedWords: Int { diffWords ? 2 : 1 }
  /// True when it covers the whole history of its references, so that the old tips show which commits are new.
  var isUnbounded: Bool { since == nil && maxCommits == nil }

  /// The limits for a walk of the history.
  var limits: CommitWalk.Limits { CommitWalk.Limits(since: since, maxCommits: maxCommits) }

  /// The form that is stored in `repository.selection`.
  var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The commits that the references point to, sorted. Throws `IpaiError(.notFound)` for a name without a commit.
  func tips(in repository: borrowing GitRepository) throws -> [ObjectID] {
    if allReferences { return try repository.tipsOfAllReferences() }
    var tips: Set<ObjectID> = []
    for reference in references {
      guard let tip = repository.commit(named: reference) else {
        throw Self.unresolved(reference, isUnborn: repository.isUnborn, path: repository.path)
      }
      tips.insert(tip)
    }
    return tips.sorted()
  }

  private static func unresolved(_ reference: String, isUnborn: Bool, path: String) -> IpaiError {
    if reference == "HEAD" && isUnborn {
      return IpaiError(
        .notFound, "the repository at \(path) has no commits yet",
        hint: "commit something first, or name a branch with --ref")
    }
    if reference == "HEAD" {
      return IpaiError(
        .notFound, "HEAD of the repository at \(path) names no commit that can be read",
        hint: "name a branch with --ref, or check with: \(GitCommand.text("fsck", in: path))")
    }
    return IpaiError(
      .notFound, "no commit is named '\(reference)' in \(path)",
      hint: "list the branches: \(GitCommand.text("branch -a", in: path))")
  }
}

extension Selection {
  /// The selection that is stored in `repository.selection`; nil when it cannot be read, which an older ipai caused until a
  /// run was complete.
  package init?(encoded: String) {
    guard let selection = try? JSONDecoder().decode(Selection.self, from: Data(encoded.utf8)) else { return nil }
    self = selection
  }
}

extension Selection {
  /// What was selected when the repository around a folder was indexed; nil when it is not indexed.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository.
  package static func stored(for path: String, in store: any CommitStore) async throws -> Selection? {
    let git = try GitRepository(containing: path)
    return try await store.repository(at: git.gitDirectory).flatMap { Selection(encoded: $0.selection) }
  }
}
