import Foundation
import IpaiAccess
import MCP
import NIOCore
import NIOWebSocket
import Synchronization

/// Serves the Model Context Protocol over one WebSocket: each text message is a message of the protocol.
final class WebSocketConnection: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let guest: WebSocketDoor.Guest
  private let door: WebSocketDoor
  private let limits: HTTPLimits
  private let messages: AsyncStream<Data>
  private let source: AsyncStream<Data>.Continuation
  private var work: Task<Void, Never>?
  private var isClosing = false
  /// Whether the client has sent anything since it was last asked whether it is there.
  private var hasSpoken = true
  private var isOver = false

  /// Messages that wait for their turn. What has been read already waits here too, and is bounded by the buffers of a connection.
  private let waiting = Backlog()

  /// How many messages may wait for their turn; then the client has to wait with further ones.
  private static let mostWaiting = 16
  /// How long, in seconds, a client may be silent before it is asked whether it is there, and then until it is given up.
  private static let pingSeconds: Int64 = 60

  /// Serves a client that has come in.
  init(_ guest: WebSocketDoor.Guest, _ door: WebSocketDoor, _ limits: HTTPLimits) {
    self.guest = guest
    self.door = door
    self.limits = limits
    (messages, source) = AsyncStream.makeStream()
  }

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) {
    let output = WebSocketOutput(context.channel, maxWaiting: limits.maxBytesInFlight / 8)
    let enough = Self.mostWaiting / 2
    work = Task { [guest, door, messages, limits, waiting] in
      let connection = MessageConnection(guest.server, principal: guest.caller.principal) { output.send($0) }
      for await message in messages {
        await door.waitForTurn(guest.caller)
        guard await door.isWelcome(guest) else {
          output.close(.policyViolation)
          break
        }
        let share = door.budget.share(announced: message.count)
        guard share.take(message.count + JSON.footprint(of: message)) else {
          output.close(.unknown(1013))
          break
        }
        await connection.receive(message)
        let left = waiting.remove()
        if left == enough { output.readMore() }
      }
      await connection.finish(graceSeconds: limits.graceSeconds)
    }
    watch(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  private func end() {
    isOver = true
    source.finish()
    work?.cancel()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent: close(context, .goingAway)
    case let event as ChannelEvent where event == .inputClosed: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOWebSocketError.invalidFrameLength: close(context, .messageTooLarge)
    case is NIOWebSocketError: close(context, .protocolError)
    case is NIOWebSocketFrameAggregator.Error: close(context, .messageTooLarge)
    default: context.close(promise: nil)
    }
  }

  /// Asks a silent client whether it is there, and gives it up if it does not answer.
  private func watch(_ context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Self.pingSeconds)) { [self] in
      guard !isOver else { return }
      guard hasSpoken else { return context.close(promise: nil) }
      hasSpoken = false
      closeUnlessWelcome(context)
      send(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()), context)
      watch(context)
    }
  }

  /// A key may be revoked, or a token expire, while the client only listens.
  private func closeUnlessWelcome(_ context: ChannelHandlerContext) {
    let welcome = context.eventLoop.makePromise(of: Bool.self)
    welcome.completeWithTask { [door, guest] in await door.isWelcome(guest) }
    welcome.futureResult.assumeIsolated().whenSuccess { isWelcome in
      if !isWelcome { self.close(context, .policyViolation) }
    }
  }

  // MARK: Frames

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    hasSpoken = true
    guard !isClosing else { return }
    switch frame.opcode {
    case .text: take(frame.unmaskedData, context)
    case .binary: close(context, .unacceptableData)
    case .ping: send(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData), context)
    case .connectionClose: close(context, .normalClosure)
    default: break
    }
  }

  private func take(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
    source.yield(Data(data.readableBytesView))
    // Reading goes on when half of them have had their turn.
    guard waiting.add() >= Self.mostWaiting else { return }
    try? context.channel.syncOptions?.setOption(.autoRead, value: false)
  }

  private func send(_ frame: WebSocketFrame, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  /// Says why the connection ends, and closes it (RFC 6455, section 7.1).
  private func close(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
    guard !isClosing else { return }
    isClosing = true
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(
      wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: data)), promise: sent)
    // A client that does not take even this is not waited for.
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(2)) { context.close(promise: nil) }
    source.finish()
  }
}

/// How many messages of a client wait for their turn.
private final class Backlog: Sendable {
  private let count = Mutex(0)

  /// Counts a message that came; returns how many there are now.
  func add() -> Int { change(by: 1) }

  /// Counts a message that has had its turn; returns how many are left.
  func remove() -> Int { change(by: -1) }

  private func change(by step: Int) -> Int {
    count.withLock { count in
      count += step
      return count
    }
  }
}
