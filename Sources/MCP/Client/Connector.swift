import Synchronization

/// Opens connections, and restores on each of them what was set on the one before it.
struct Connector: Sendable {
  /// Agrees on a revision.
  let negotiation: Negotiation
  /// Takes the messages that are not responses.
  let inbox: Inbox

  /// Opens a connection.
  ///
  /// `known`: the revision that the server spoke last.
  /// `lost`: called when the session or the process is gone.
  func open(_ number: Int, _ known: ProtocolVersion?, lost: @escaping @Sendable () -> Void) async throws -> Connection {
    let line = ReturnLine()
    let listener = ChannelListener(
      receive: { [inbox] in inbox.receive($0, on: $1, from: number, respond: line.respond) }, lost: lost)
    let (channel, server) = try await negotiation.open(known, listener) { line.connect($0, $1) }
    let connection = Connection(channel: channel, server: server, number: number)
    if !server.isStateless { await restore(connection) }
    return connection
  }

  private func restore(_ connection: Connection) async {
    var requests: [(String, [String: JSON])] = []
    if let level = negotiation.options.logLevel, connection.server.capabilities["logging"] != nil {
      requests.append((MethodName.setLogLevel, ["level": .string(level.rawValue)]))
    }
    for uri in inbox.uris { requests.append((MethodName.subscribeResource, ["uri": .string(uri)])) }
    for (method, params) in requests {
      let call = Call(id: negotiation.nextID(), method: method, params: params, version: connection.server.version)
      _ = try? await Deadline(seconds: negotiation.options.requestSeconds).run {
        try await connection.channel.call(call)
      }
    }
  }
}

/// Carries the answers to a session's questions, once there is a session. It holds the channel weakly, since the channel holds
/// it.
private final class ReturnLine: Sendable {
  private let end = Mutex(End())

  private struct End {
    weak var channel: (any Channel)?
    var version = ProtocolVersion.v2025_11_25
  }

  func connect(_ channel: any Channel, _ version: ProtocolVersion) {
    end.withLock { $0 = End(channel: channel, version: version) }
  }

  var respond: (@Sendable (RPCMessage) async -> Void)? {
    let (channel, version) = end.withLock { ($0.channel, $0.version) }
    guard let channel else { return nil }
    return { message in try? await channel.post(message, version) }
  }
}
