import IpaiCommits
import IpaiCore

/// The table of `commits list`, which names the repository of each commit where several are listed.
struct CommitTable {
  private var rows: [[String]] = []
  private let showsRepository: Bool
  private let home: String

  init(_ session: Session, _ showsRepository: Bool) {
    self.showsRepository = showsRepository
    home = session.world.home
  }

  mutating func add(_ commit: StoredCommit) {
    let subject = String(MessageText(commit.message).subject)
    let row = [String(commit.id.prefix(10)), commit.committed.day, commit.author.shown]
    rows.append(row + (showsRepository ? [shortened(commit.repository ?? "")] : []) + [subject])
  }

  func rendered(_ theme: Theme) -> String {
    var columns: [TextTable.Column] = [
      .init(head: "COMMIT", style: theme.id), .init(head: "COMMITTED", style: theme.dim),
      .init(head: "AUTHOR", most: 20), .init(head: "SUBJECT"),
    ]
    if showsRepository { columns.insert(.init(head: "REPOSITORY", style: theme.dim), at: 3) }
    var table = TextTable(columns)
    for row in rows { table.add(row) }
    return table.rendered(theme)
  }

  /// With `~` for the home folder.
  private func shortened(_ path: String) -> String {
    path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }
}
