import Logging
import NIOCore

/// Lets a server that cannot accept a connection wait before it tries again, as when the process or the machine has no
/// descriptor left: SwiftNIO would try without end, and take a whole processor for that.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private let logger: Logger
  private var isPaused = false
  private var hasLogged = false

  private static let pause = TimeAmount.milliseconds(100)

  private init(_ logger: Logger) { self.logger = logger }

  /// Before all other handlers of a channel that accepts connections.
  static func add(to channel: any Channel, _ logger: Logger) async {
    let added = channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(AcceptPause(logger), position: .first)
    }
    // It fails where the server has ended already.
    try? await added.get()
  }

  /// The error stays here: others would take it for the end of the server.
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

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasLogged = false
    context.fireChannelRead(data)
  }

  private func setReading(_ reads: Bool, _ context: ChannelHandlerContext) {
    try? context.channel.syncOptions?.setOption(.autoRead, value: reads)
  }
}
