import ArgumentParser

/// `ipai rag`: the verbs that search. A new verb is a line here.
struct Rag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rag",
    abstract: "Search what is indexed.",
    discussion: """
      Examples:
        ipai rag search "retry after the server closed the connection"
      """,
    subcommands: [RagSearch.self])
}
