import Foundation
import NIOCore
import NIOWebSocket

/// Takes the frames of a WebSocket: each text message is a message of the protocol.
final class SocketMessages: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let source: AsyncStream<Data>.Continuation
  private let waiting: WaitingBytes

  /// Passes messages on to a stream, which ends with the connection. A server that sends faster than they are taken is given up.
  init(_ source: AsyncStream<Data>.Continuation, _ waiting: WaitingBytes) {
    self.source = source
    self.waiting = waiting
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .text:
      let message = Data(frame.unmaskedData.readableBytesView)
      guard waiting.add(message.count) else { return context.close(promise: nil) }
      source.yield(message)
    case .ping:
      guard context.channel.isWritable else { return }
      let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData)
      context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
    case .connectionClose, .binary: context.close(promise: nil)
    default: break
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    source.finish()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { source.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
