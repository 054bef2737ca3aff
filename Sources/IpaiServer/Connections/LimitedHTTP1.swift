package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1
import NIOSSL

/// HTTP/1 over connections that ``HTTPLimits`` apply to.
package struct LimitedHTTP1: ServerChildChannel {
  private let http: HTTP1Channel
  private let limits: HTTPLimits
  private let connections: Connections
  private let certificates: Certificates?
  private let door: WebSocketDoor?

  /// A child channel whose requests `responder` answers. Connections are encrypted where there are `certificates` (RFC 8446).
  init(
    _ responder: @escaping HTTPChannelHandler.Responder, _ limits: HTTPLimits, _ connections: Connections,
    _ certificates: Certificates? = nil, _ door: WebSocketDoor? = nil
  ) {
    self.door = door
    self.certificates = certificates
    http = HTTP1Channel(responder: responder)
    self.limits = limits
    self.connections = connections
  }

  /// Adds the handlers of HTTP/1 and a ``ConnectionGuard`` to a new connection.
  package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    http.setup(channel: channel, logger: logger).flatMapThrowing { value in
      try channel.syncOptions?.setOption(.recvAllocator, value: ConnectionGuard.buffers)
      try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      let connectionGuard = ConnectionGuard(limits, connections)
      try pipeline.addHandler(connectionGuard, position: .after(decoder))
      if let door {
        let upgrade = HTTPServerUpgradeHandler(
          upgraders: [WebSocketUpgrader(door, limits)],
          httpEncoder: try pipeline.handler(type: HTTPResponseEncoder.self),
          extraHTTPHandlers: [decoder, connectionGuard], upgradeCompletionHandler: { _ in })
        try pipeline.addHandler(upgrade, position: .after(decoder))
      }
      if let certificates {
        try pipeline.addHandler(NIOSSLServerHandler(context: certificates.context), position: .first)
      }
      return value
    }
  }

  /// Answers the requests of a connection.
  package func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await http.handle(value: value, logger: logger)
  }
}

/// What answers requests on connections that ``HTTPLimits`` apply to.
package protocol LimitedResponder: HTTPResponder where Context == ConnectionContext {
  /// What the server accepts from its clients.
  var limits: HTTPLimits { get }
  /// Which connections may become WebSockets; nil for none.
  var door: WebSocketDoor? { get }
}

extension LimitedResponder {
  package var door: WebSocketDoor? { nil }
}

extension Application where Responder: LimitedResponder {
  /// An application that serves over HTTP/1 within the limits of its responder.
  package init(
    _ responder: Responder, at address: BindAddress, certificates: Certificates? = nil, logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) {
    let limits = responder.limits
    let door = responder.door
    let connections = Connections(limit: limits.connections)
    self.init(
      responder: responder, server: HTTPServerBuilder { LimitedHTTP1($0, limits, connections, certificates, door) },
      configuration: ApplicationConfiguration(address: address, availableConnectionsDelegate: connections),
      onServerRunning: { channel in
        await AcceptPause.add(to: channel, logger)
        await onServerRunning(channel)
      }, logger: logger)
  }
}
