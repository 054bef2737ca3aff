import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model remove`
struct ModelRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove an installed model.",
    discussion: """
      What was computed with it stays in the database.

      Examples:
        ipai model remove all-MiniLM-L6-v2
      """)

  @Argument(help: "The model's name.")
  var name: String

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try session.models.remove(name)
    session.answer(Answer(Removed(removed: name)) { _ in "\(name) is removed\n" })
  }

  private struct Removed: Encodable {
    let removed: String
  }
}
