import ArgumentParser
import IpaiAccess
import IpaiActions

/// `ipai keys create`
struct KeysCreate: ActionVerb {
  typealias Work = KeysCreateAction

  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a key for a client of the server; its text is shown once.",
    discussion: """
      A client sends the key as 'X-API-Key: KEY' or 'Authorization: Bearer KEY'. Only a hash of it is stored.

      Examples:
        ipai keys create laptop
        ipai keys create ci --scope write --expires 90d
      """)

  @Argument(help: KeysCreateAction.help("name"))
  var name: String

  @Option(help: KeysCreateAction.help("scope", "scope"))
  var scope: AccessScope?

  @Option(help: KeysCreateAction.help("expires", "time"))
  var expires: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> KeysCreateAction.Request {
    var request = KeysCreateAction.Request()
    request.name = name
    request.scope = scope
    request.expires = expires
    return request
  }

  func table(_ outcome: NewKey, in invocation: Invocation) -> String { outcome.secret + "\n" }

  func say(of outcome: NewKey, in invocation: Invocation) {
    invocation.say("the key is shown this once: keep it where only its client can read it")
  }
}
