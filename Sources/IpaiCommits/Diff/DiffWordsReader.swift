import IpaiGit

/// Reads the diffs of many commits, path by path.
///
/// A pack keeps the versions of a file as differences from one another. When they are read one after the other, each costs
/// one small step from the version before; read commit by commit, whole chains of them are unpacked again and again.
struct DiffWordsReader {
  private var file = FileWords()
  private var counter = IdentifierCounter()

  /// The words of each of the commits, in their order; nothing when cancelled.
  mutating func read(
    _ commits: [[ChangedPath]], from repository: borrowing GitRepository, isCancelled: () -> Bool
  ) -> [DiffWords] {
    var words = [DiffWords](repeating: DiffWords(), count: commits.count)
    for step in Self.stepsByPath(commits) where !words[step.commit].isFull {
      if isCancelled() { return [] }
      file.read(commits[step.commit][step.change], from: repository)
      words[step.commit].add(file)
    }
    for index in words.indices { words[index].complete(&counter) }
    return words
  }

  private struct Step {
    let commit: Int
    let change: Int
  }

  /// The changes worth reading, sorted by path; those of one path are in the order of the commits.
  private static func stepsByPath(_ commits: [[ChangedPath]]) -> [Step] {
    var steps: [Step] = []
    for (commit, changes) in commits.enumerated() {
      for (index, change) in changes.enumerated()
      where change.old != change.new && SourceText.isWorthReading(path: change.path) {
        steps.append(Step(commit: commit, change: index))
      }
    }
    func path(_ step: Step) -> [UInt8] { commits[step.commit][step.change].path }
    return steps.sorted { left, right in
      let first = path(left)
      let second = path(right)
      if first == second { return left.commit < right.commit }
      return first.lexicographicallyPrecedes(second)
    }
  }
}
