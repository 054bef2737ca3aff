import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory context set`
struct MemoryContextSet: ActionVerb {
  typealias Work = MemoryContextSetAction

  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Keep a small value for a session.",
    discussion: """
      Examples:
        ipai memory context set 2026-11-pool-review branch fix/pool --expires 7d
      """)

  @Argument(help: MemoryContextSetAction.help("session_id"))
  var sessionID: String

  @Argument(help: MemoryContextSetAction.help("key"))
  var key: String

  @Argument(help: MemoryContextSetAction.help("value"))
  var value: String

  @Option(help: MemoryContextSetAction.help("expires", "time"))
  var expires: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryContextSetAction.Request {
    var request = MemoryContextSetAction.Request()
    request.sessionId = sessionID
    request.key = key
    request.value = value
    request.expires = expires
    return request
  }

  func table(_ outcome: SessionValue, in invocation: Invocation) -> String {
    SessionValueTable.rendered([outcome], invocation.theme)
  }
}
