import ArgumentParser
import IpaiActions

/// `ipai model remove`
struct ModelRemove: ActionVerb {
  typealias Work = ModelRemoveAction

  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove an installed model.",
    discussion: """
      Embeddings that were computed with it stay in the database.

      Examples:
        ipai model remove all-MiniLM-L6-v2
      """)

  @Argument(help: ModelRemoveAction.help("name"))
  var name: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> ModelRemoveAction.Request {
    var request = ModelRemoveAction.Request()
    request.name = name
    return request
  }

  func table(_ outcome: ModelRemoveAction.Outcome, in invocation: Invocation) -> String {
    "removed \(outcome.removed)\n"
  }
}
