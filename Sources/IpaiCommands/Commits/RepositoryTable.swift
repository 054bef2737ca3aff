import IpaiCommits
import IpaiCore

/// The table of the indexed repositories.
enum RepositoryTable {
  /// One line for each repository, with a + after the count of an index that is not complete.
  static func text(_ repositories: [RepositoryOverview], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "COMMITS"), .init(head: "INDEXED", style: theme.dim), .init(head: "REPOSITORY"),
    ])
    for repository in repositories {
      var commits = String(repository.indexed)
      if !repository.isComplete { commits += "+" }
      table.add([commits, repository.indexedAt.day, repository.repository])
    }
    return table.rendered(theme)
  }
}
