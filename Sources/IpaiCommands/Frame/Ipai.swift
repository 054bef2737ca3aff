package import ArgumentParser
import IpaiActions

/// The root of the command tree. A new verb is a file of its own and a line in its noun's type, or here if it has no
/// noun.
package struct Ipai: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "ipai",
    abstract: "Find commits by what they did.",
    discussion: """
      ipai keeps an index of git history in a local database: the words of messages, of changed paths and of the \
      diffs themselves and, where an embedding model is installed, the meaning of each message. It needs no server and \
      no account; where several machines are to share it, 'ipai store' puts it into PostgreSQL.

      Examples:
        ipai index .
        ipai search "timeout when the proxy closes the connection"
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(name: "Find", subcommands: [Search.self, Index.self, Rag.self, Commits.self, Why.self]),
      CommandGroup(name: "Remember", subcommands: [Memory.self, Skills.self, Promote.self]),
      CommandGroup(name: "Advise", subcommands: [Advisor.self]),
      CommandGroup(name: "Serve", subcommands: [Serve.self, Route.self, Keys.self, Connect.self]),
      CommandGroup(
        name: "Set up and check", subcommands: [Model.self, Config.self, Store.self, Status.self, Doctor.self]),
      CommandGroup(name: "Help", subcommands: [Help.self, Completions.self]),
    ])

  package init() {}
}
