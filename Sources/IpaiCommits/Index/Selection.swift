import Foundation
package import IpaiCore
import IpaiGit

/// Which commits of a repository are to be indexed, and how.
package struct Selection: Codable, Sendable, Equatable {
  /// Names of references or other revisions; ignored when `allReferences`.
  package var references: [String]
  package var allReferences: Bool
  package var since: Timestamp?
  package var maxCommits: Int?
  package var diffWords: Bool

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

  /// What `git_commit.words` must be at least.
  var wantedWords: Int { diffWords ? 2 : 1 }
  /// True when it takes in all the history of its references, so that new commits can be told by the old tips.
  var isUnbounded: Bool { since == nil && maxCommits == nil }

  var limits: CommitWalk.Limits { CommitWalk.Limits(since: since, maxCommits: maxCommits) }

  /// The form kept in `repository.selection`.
  var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The commits that the references stand at. Throws `IpaiError(.notFound)` for one that names no commit.
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
  /// The selection kept in `repository.selection`; nil when it is none, as an older ipai left it until a run was complete.
  package init?(encoded: String) {
    guard let selection = try? JSONDecoder().decode(Selection.self, from: Data(encoded.utf8)) else { return nil }
    self = selection
  }
}
