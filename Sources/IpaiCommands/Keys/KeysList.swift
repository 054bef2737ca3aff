import ArgumentParser
import IpaiAccess
import IpaiActions
import IpaiCore

/// `ipai keys list`
struct KeysList: ActionVerb {
  typealias Work = KeysListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the keys of the server's clients, without their secrets.",
    discussion: """
      Examples:
        ipai keys list
        ipai keys list --revoked --format json
      """)

  @Flag(help: KeysListAction.help("revoked"))
  var revoked = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> KeysListAction.Request {
    var request = KeysListAction.Request()
    request.revoked = revoked
    return request
  }

  func table(_ outcome: KeysListAction.Outcome, in invocation: Invocation) -> String {
    KeyTable.rendered(outcome.items, invocation.theme, now: Timestamp(invocation.world.now()))
  }
}
