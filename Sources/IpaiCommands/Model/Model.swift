import ArgumentParser

/// `ipai model`: the verbs for embedding models. A new verb is a line here.
struct Model: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Install embedding models and use them in scripts.",
    discussion: """
      Examples:
        ipai model install --from ~/Downloads/all-MiniLM-L6-v2
        ipai model list
      """,
    subcommands: [
      ModelInstall.self, ModelList.self, ModelVerify.self, ModelRemove.self, ModelEmbed.self, ModelTokenize.self,
    ])
}
