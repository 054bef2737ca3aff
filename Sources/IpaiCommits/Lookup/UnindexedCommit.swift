import IpaiCore
import IpaiGit

/// A commit that a repository has and the index does not have, with the command that would index it.
struct UnindexedCommit {
  /// Its id.
  let id: ObjectID
  /// What the person called it.
  let revision: String

  /// The error that says so; `row` is nil when the repository is not indexed at all.
  func error(_ git: borrowing GitRepository, _ row: IndexedRepository?) -> IpaiError {
    let command = IndexCommand.text(git.path, selection(IndexCommand.selection(of: row), git))
    return IpaiError(.notFound, "commit \(id.hex) is not indexed", hint: "run: \(command)")
  }

  /// The selection nearest to the current one that reaches the commit.
  private func selection(_ current: Selection, _ git: borrowing GitRepository) -> Selection {
    if isReached(current, git) { return current }
    var wider = current
    wider.since = nil
    wider.maxCommits = nil
    if isReached(wider, git) { return wider }
    wider.allReferences = true
    if isReached(wider, git) { return wider }
    wider.allReferences = false
    wider.references = current.references + [revision]
    return wider
  }

  private func isReached(_ selection: Selection, _ git: borrowing GitRepository) -> Bool {
    guard let tips = try? selection.tips(in: git),
      let walk = try? CommitWalk(git, from: tips, limits: selection.limits)
    else { return false }
    return walk.commits.contains(id)
  }
}
