import Foundation
import IpaiActions
import IpaiCore

/// The table of `commits list`, which names the repository of each commit where several are listed.
struct CommitTable {
  /// Whether there is a column with the repository.
  let showsRepository: Bool
  /// The user's home, which paths show as `~`.
  let home: String

  /// The table, newest commit first as in `commits`; empty for none.
  func rendered(_ commits: [CommitSummary], _ theme: Theme) -> String {
    var columns: [TextTable.Column] = [
      .init(head: "COMMIT", style: theme.id), .init(head: "COMMITTED", style: theme.dim),
      .init(head: "AUTHOR", most: 20), .init(head: "SUBJECT"),
    ]
    if showsRepository { columns.insert(.init(head: "REPOSITORY", style: theme.dim), at: 3) }
    var table = TextTable(columns)
    for commit in commits {
      var cells = [String(commit.commit.prefix(10)), commit.committed.day, commit.author.shown]
      if showsRepository { cells.append(shortened(commit.repository)) }
      table.add(cells + [commit.subject])
    }
    return table.rendered(theme)
  }

  /// The path with `~` for the home folder.
  private func shortened(_ path: String) -> String {
    guard path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }
}
