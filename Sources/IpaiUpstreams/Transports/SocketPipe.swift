import Foundation
import IpaiHTTP
import MCP
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Opens WebSockets that carry MCP (RFC 6455; the WebSocket transport of the MCP SDK for Python, 1.x).
struct SocketPipe: Sendable {
  private let address: URLComponents
  private let headers: [(name: String, value: String)]
  private let tls: HTTPClient.TLS
  private let maxMessage: Int

  private static let connectSeconds: Int64 = 20

  /// A WebSocket of an address with the scheme ws or wss.
  init(_ address: URLComponents, headers: [(name: String, value: String)], tls: HTTPClient.TLS, maxMessage: Int) {
    self.address = address
    self.headers = headers
    self.tls = tls
    self.maxMessage = maxMessage
  }

  /// Connects. Throws `UnsentRequest` when there is no WebSocket at the address.
  func open() async throws -> MessagePipe {
    let (messages, source) = AsyncStream.makeStream(of: Data.self)
    let waiting = WaitingBytes()
    do {
      let channel = try await connect(source, waiting)
      return MessagePipe(messages: messages, taken: waiting.remove) { message in
        guard channel.isActive else { return false }
        let frame = WebSocketFrame(
          fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(bytes: message))
        channel.writeAndFlush(frame, promise: nil)
        return true
      } close: {
        try? await channel.close()
      }
    } catch let error as UnsentRequest {
      throw error
    } catch {
      throw UnsentRequest("the WebSocket cannot be opened: \(error)")
    }
  }

  private func connect(_ source: AsyncStream<Data>.Continuation, _ waiting: WaitingBytes) async throws -> any NIOCore
    .Channel
  {
    let host = address.host ?? ""
    let isEncrypted = address.scheme?.lowercased() == "wss"
    let context = try isEncrypted ? Self.context(tls) : nil
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(Self.connectSeconds))
    let channel = try await bootstrap.channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        if let context {
          let name = host.contains(where: \.isLetter) && !host.contains(":") ? host : nil
          try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
        }
      }
    }.connect(host: host, port: address.port ?? (isEncrypted ? 443 : 80)).get()
    let opened = channel.eventLoop.submit { try self.upgrade(channel, source, waiting, host) }.flatMap { $0 }
    do { return try await opened.get() } catch {
      try? await channel.close()
      throw error
    }
  }

  private static func context(_ tls: HTTPClient.TLS) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let path = tls.authorities { configuration.trustRoots = .file(path) }
    if let certificate = tls.certificate, let key = tls.key {
      configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
      configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
    }
    return try NIOSSLContext(configuration: configuration)
  }

  /// Asks for the WebSocket. On the channel's event loop.
  private func upgrade(
    _ channel: any NIOCore.Channel, _ source: AsyncStream<Data>.Continuation, _ waiting: WaitingBytes, _ host: String
  ) throws
    -> EventLoopFuture<any NIOCore.Channel>
  {
    let opened = channel.eventLoop.makePromise(of: (any NIOCore.Channel).self)
    let maxMessage = maxMessage
    let upgrader = NIOWebSocketClientUpgrader(maxFrameSize: maxMessage) { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandlers([
          NIOWebSocketFrameAggregator(
            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1_024, maxAccumulatedFrameSize: maxMessage),
          SocketMessages(source, waiting),
        ])
        opened.succeed(channel)
      }
    }
    let asking = SocketRequest(path: path, host: hostField(host), headers: headers, opened)
    let configuration: NIOHTTPClientUpgradeSendableConfiguration = (
      upgraders: [upgrader],
      completionHandler: { context in
        let pipeline = context.pipeline.syncOperations
        if let asking = try? pipeline.handler(type: SocketRequest.self) { pipeline.removeHandler(asking, promise: nil) }
      }
    )
    try channel.pipeline.syncOperations.addHTTPClientHandlers(
      leftOverBytesStrategy: .forwardBytes, withClientUpgrade: configuration)
    try channel.pipeline.syncOperations.addHandler(asking)
    // A server may accept the connection and never answer.
    channel.eventLoop.scheduleTask(in: .seconds(Self.connectSeconds)) {
      opened.fail(UnsentRequest("the server did not answer the request for a WebSocket"))
    }
    return opened.futureResult
  }

  private var path: String { address.percentEncodedPath.isEmpty ? "/ws" : address.percentEncodedPath }

  private func hostField(_ host: String) -> String { address.port.map { "\(host):\($0)" } ?? host }
}
