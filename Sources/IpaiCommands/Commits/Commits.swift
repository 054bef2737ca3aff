import ArgumentParser

/// `ipai commits`: the verbs that index commits and look at them. A new verb is a line here.
struct Commits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commits",
    abstract: "Index the commits of repositories and look at them.",
    discussion: """
      Examples:
        ipai commits index .
        ipai commits list --author jane --since '2 weeks ago'
      """,
    subcommands: [
      CommitsIndex.self, CommitsStatus.self, CommitsRepositories.self, CommitsList.self, CommitsShow.self,
      CommitsForget.self,
    ])
}
