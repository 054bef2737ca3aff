import MCP
import NIOCore
import NIOHTTP1

/// The request for a WebSocket, and what becomes of it when the server refuses.
final class SocketRequest: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let head: HTTPRequestHead
  private let opened: EventLoopPromise<any NIOCore.Channel>

  /// A request whose refusal fails the promise.
  init(
    path: String, host: String, headers: [(name: String, value: String)],
    _ opened: EventLoopPromise<any NIOCore.Channel>
  ) {
    var fields = NIOHTTP1.HTTPHeaders(headers.map { ($0.name, $0.value) })
    fields.add(name: "Host", value: host)
    fields.add(name: "Sec-WebSocket-Protocol", value: "mcp")
    head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: fields)
    self.opened = opened
  }

  func handlerAdded(context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    opened.fail(UnsentRequest("the server refused the WebSocket (HTTP \(head.status.code))"))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    opened.fail(UnsentRequest("the server closed the connection"))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    opened.fail(UnsentRequest("the WebSocket cannot be opened: \(error)"))
    context.close(promise: nil)
  }
}
