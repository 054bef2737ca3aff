package import ArgumentParser
import IpaiActions

/// The root of the command tree. A new verb is a file of its own and one line here or in its noun.
package struct Ipai: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "ipai",
    abstract: "Find commits by what they did.",
    discussion: """
      ipai keeps an index of git history in one local database: the words of messages, of changed paths and of the \
      diffs themselves and, where an embedding model is installed, the meaning of each message. It needs no server and \
      no account.

      Examples:
        ipai index .
        ipai search "timeout when the proxy closes the connection"
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(name: "Find", subcommands: [Search.self, Index.self, Rag.self, Commits.self]),
      CommandGroup(name: "Set up and check", subcommands: [Model.self, Config.self, Doctor.self]),
      CommandGroup(name: "Help", subcommands: [Help.self, Completions.self]),
    ])

  package init() {}
}

struct Commits: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Index the commits of repositories, and look at them.",
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

struct Rag: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search what is indexed.",
    discussion: """
      Examples:
        ipai rag search "retry after the server closed the connection"
      """,
    subcommands: [RagSearch.self])
}

struct Model: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Install embedding models, and use them in scripts.",
    discussion: """
      Examples:
        ipai model install --from ~/Downloads/all-MiniLM-L6-v2
        ipai model list
      """,
    subcommands: [
      ModelInstall.self, ModelList.self, ModelVerify.self, ModelRemove.self, ModelEmbed.self, ModelTokenize.self,
    ])
}

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the configuration and where it comes from.",
    discussion: """
      Examples:
        ipai config list --show-origin
        ipai config path
      """,
    subcommands: [ConfigList.self, ConfigPath.self, ConfigTrust.self])
}
