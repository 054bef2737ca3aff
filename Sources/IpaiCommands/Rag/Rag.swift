import ArgumentParser

/// `ipai rag`: the verbs that search. A new verb is a line here.
struct Rag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rag",
    abstract: "Search what is indexed, and keep corpora of documents and source code.",
    discussion: """
      Examples:
        ipai rag search "retry after the server closed the connection"
        ipai rag add docs --corpus docs
        ipai rag search "how to rotate the keys" --corpus docs
      """,
    subcommands: [
      RagSearch.self, RagAdd.self, RagSync.self, RagEmbed.self, RagList.self, RagShow.self, RagImport.self,
      RagExport.self,
      RagForget.self,
    ])
}
