import IpaiCommits
import IpaiCore

/// The repositories of the index for people.
enum RepositoryTable {
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
