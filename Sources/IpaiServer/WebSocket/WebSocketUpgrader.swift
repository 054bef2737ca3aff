import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// Turns a connection into a WebSocket (RFC 6455, section 4.2). What is no request for one goes on to the HTTP server.
final class WebSocketUpgrader: HTTPServerProtocolUpgrader, Sendable {
  let supportedProtocol = "websocket"
  let requiredUpgradeHeaders: [String] = []
  private let door: WebSocketDoor
  private let limits: HTTPLimits
  private let guest = Mutex<WebSocketDoor.Guest?>(nil)
  private let handshake: NIOWebSocketServerUpgrader

  /// An upgrader for one connection.
  init(_ door: WebSocketDoor, _ limits: HTTPLimits) {
    self.door = door
    self.limits = limits
    handshake = NIOWebSocketServerUpgrader(
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
  }

  /// Whether a request is one that this answers.
  private static func asksForSocket(_ head: HTTPRequestHead) -> Bool {
    let path = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
    return head.method == .GET && WebSocketDoor.paths.contains(path ?? "")
  }

  func buildUpgradeResponse(
    channel: any Channel, upgradeRequest: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
  ) -> EventLoopFuture<HTTPHeaders> {
    // Whatever comes while this waits is held back, or lost if it is a body: only a request for a WebSocket may wait.
    guard Self.asksForSocket(upgradeRequest) else { return channel.eventLoop.makeFailedFuture(Refused()) }
    let fields = Self.fields(upgradeRequest)
    // Until it is known who asks, nothing more is read.
    channel.setOption(.autoRead, value: false).whenFailure { _ in }
    var headers = initialResponseHeaders
    let offered = upgradeRequest.headers[canonicalForm: "sec-websocket-protocol"]
    if offered.contains(Substring(WebSocketDoor.subprotocol)) {
      headers.replaceOrAdd(name: "Sec-WebSocket-Protocol", value: WebSocketDoor.subprotocol)
    }
    return channel.eventLoop.makeFutureWithTask { [self] in
      guard let found = await door.admit(fields) else { throw Refused() }
      guest.withLock { $0 = found }
    }.flatMap { [handshake, headers] in
      handshake.buildUpgradeResponse(
        channel: channel, upgradeRequest: upgradeRequest, initialResponseHeaders: headers)
    }.always { _ in channel.setOption(.autoRead, value: true).whenFailure { _ in } }
  }

  func upgrade(context: ChannelHandlerContext, upgradeRequest: HTTPRequestHead) -> EventLoopFuture<Void> {
    guard let guest = guest.withLock({ $0 }) else { return context.eventLoop.makeFailedFuture(Refused()) }
    let handlers: [any ChannelHandler] = [
      WebSocketFrameEncoder(), ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.maxBody)),
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1_024, maxAccumulatedFrameSize: limits.maxBody),
      WebSocketConnection(guest, door, limits),
    ]
    // The handlers of the HTTP server stay behind these, and see nothing any more.
    return context.eventLoop.makeCompletedFuture {
      try context.pipeline.syncOperations.addHandlers(handlers, position: .after(context.handler))
    }
  }

  private static func fields(_ head: HTTPRequestHead) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in head.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    return fields
  }

  /// The request is left to the HTTP server.
  struct Refused: Error {}
}
