import Logging
import NIOCore

/// Makes a server wait before it tries again to accept a connection, when the process or the machine has no descriptor left.
/// SwiftNIO would try again and again, which takes a whole processor.
final class AcceptPause: ChannelInboundHandler {
  /// What comes in is a connection.
  typealias InboundIn = any Channel

  private let logger: Logger
  private var isPaused = false
  private var hasLogged = false

  private static let pause = TimeAmount.milliseconds(100)

  private init(_ logger: Logger) { self.logger = logger }

  /// Adds the handler before all others of a channel that accepts connections.
  static func add(to channel: any Channel, _ logger: Logger) async {
    let added = channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(AcceptPause(logger), position: .first)
    }
    // It fails if the server has already ended.
    try? await added.get()
  }

  /// Handles an error, and does not pass it on: other handlers would take it for the end of the server.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is IOError else { return context.fireErrorCaught(error) }
    if !hasLogged { logger.warning("cannot accept connections: \(error)") }
    hasLogged = true
    guard !isPaused else { return }
    isPaused = true
    setReading(false, context)
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
      self.isPaused = false
      self.setReading(true, context)
    }
  }

  /// Notes that a connection was accepted.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasLogged = false
    context.fireChannelRead(data)
  }

  private func setReading(_ reads: Bool, _ context: ChannelHandlerContext) {
    try? context.channel.syncOptions?.setOption(.autoRead, value: reads)
  }
}
