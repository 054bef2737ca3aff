import ArgumentParser
import IpaiActions

/// `ipai model verify`
struct ModelVerify: ActionVerb {
  typealias Work = ModelVerifyAction

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check an installed model against its checksum.",
    discussion: """
      Examples:
        ipai model verify
        ipai model verify all-MiniLM-L6-v2
      """)

  @Argument(help: ModelVerifyAction.help("name"))
  var name: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> ModelVerifyAction.Request {
    var request = ModelVerifyAction.Request()
    request.name = name
    return request
  }

  func table(_ outcome: InstalledModel, in invocation: Invocation) -> String {
    "\(outcome.name) matches its checksum\n"
  }
}
