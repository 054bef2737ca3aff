import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model verify`
struct ModelVerify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check an installed model against its checksum.",
    discussion: """
      Examples:
        ipai model verify
        ipai model verify all-MiniLM-L6-v2
      """)

  @Argument(help: "The model's name. Default: the one configured.")
  var name: String?

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let name = name ?? session.configuration.model
    try session.models.open(name).verify()
    let model = try InstalledModel(name, in: session.models)
    session.answer(Answer(model) { _ in "\(name) is as it was installed\n" })
  }
}
