import IpaiAccess
import IpaiActions
import MCP

extension Coordinator {
  private static let instructions = """
    Several servers stand behind this one. The name of a tool begins with that of its server. Use find_tools to find a tool by \
    what it does.
    """

  /// An MCP server that offers callers who may only read, or who may write too, what the servers have, and the relay that it uses. Throws
  /// `Catalog.Fault`.
  func server(mayWrite: Bool, _ options: Server.Options) throws -> (server: Server, relay: CoordinatorRelay) {
    let relay = CoordinatorRelay(self, mayWrite: mayWrite)
    var options = options
    options.onSubscription = { [wanted] in wanted.note($0, isWanted: $1) }
    let server = try Server(
      Implementation(name: "ipai-coordinator", title: "ipai coordinator", version: Version.number),
      instructions: Self.instructions,
      offering: Catalog(tools: CoordinatorTools(self, relay).all, relay: relay.relay()), options: options)
    return (server, relay)
  }
}
