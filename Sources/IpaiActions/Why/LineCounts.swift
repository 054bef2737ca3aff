import IpaiGit

/// How many lines come from which commit.
struct LineCounts {
  /// All lines.
  private(set) var all = 0
  /// Those that are not committed.
  private(set) var uncommitted = 0
  /// For each commit how many lines come from it, and what the file was called in it: most lines first, and of equal ones the
  /// latest first.
  let byCommit: [(id: String, lines: Int, path: String)]

  /// Counts the lines of a blame.
  init(_ blame: Blame) {
    var lines: [String: Int] = [:]
    var paths: [String: String] = [:]
    for group in blame.groups {
      all += group.count
      if group.commit == Blame.uncommitted {
        uncommitted += group.count
      } else {
        lines[group.commit, default: 0] += group.count
        paths[group.commit] = group.path
      }
    }
    let seconds = blame.commits.mapValues(\.seconds)
    byCommit = lines.map { (id: $0.key, lines: $0.value, path: paths[$0.key] ?? "") }
      .sorted { left, right in
        if left.lines != right.lines { return left.lines > right.lines }
        let dates = (seconds[left.id] ?? 0, seconds[right.id] ?? 0)
        if dates.0 != dates.1 { return dates.0 > dates.1 }
        return left.id < right.id
      }
  }
}
