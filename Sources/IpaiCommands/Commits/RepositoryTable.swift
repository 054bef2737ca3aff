import IpaiCommits
import IpaiCore

/// The repositories of the index for people.
enum RepositoryTable {
  static func text(_ repositories: [RepositoryOverview], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "COMMITS"), .init(head: "INDEXED", style: theme.dim), .init(head: "REPOSITORY"),
    ])
    for repository in repositories {
      let commits = "\(repository.indexed)" + (repository.isComplete ? "" : "+")
      table.add([commits, repository.indexedAt.day, repository.repository])
    }
    return table.rendered(theme)
  }
}
