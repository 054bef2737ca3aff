import ArgumentParser
import IpaiAccess
import IpaiActions

/// `ipai keys revoke`
struct KeysRevoke: ActionVerb {
  typealias Work = KeysRevokeAction

  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke a key: from now on it is not accepted, and that cannot be undone.",
    discussion: """
      A running server learns of it within seconds.

      Examples:
        ipai keys revoke ci
      """)

  @Argument(help: KeysRevokeAction.help("key"))
  var key: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> KeysRevokeAction.Request {
    var request = KeysRevokeAction.Request()
    request.key = key
    return request
  }

  func table(_ outcome: AccessKey, in invocation: Invocation) -> String {
    "\(TerminalText.sanitized(outcome.name)) is revoked\n"
  }
}
