import NIOCore

/// The time limits of one connection: that of what it does at the moment, and that of a client that takes nothing of what is
/// sent to it. One timer serves both, and is not set anew where it would only be set later.
final class ConnectionClock {
  private var writeSeconds: Int
  private var limit: NIODeadline?
  /// When the client has to have taken more than it had.
  private var stall: (deadline: NIODeadline, sent: Int)?
  private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
  /// The bytes that were written so far, as far as they are counted.
  var written = 0

  init(writeSeconds: Int) { self.writeSeconds = writeSeconds }

  /// What the connection does now may take so many seconds; nil for no limit.
  func limit(_ seconds: Int?) { limit = seconds.map { .now() + .seconds(Int64($0)) } }

  /// Sees whether the client has taken what was sent.
  func flushed(_ context: ChannelHandlerContext) {
    let waiting = Self.waiting(context)
    if waiting == 0 {
      stall = nil
    } else if stall == nil {
      stall = (.now() + .seconds(Int64(writeSeconds)), written - waiting)
    }
  }

  /// From now on, the client has to take something each second.
  func hurry(_ context: ChannelHandlerContext) {
    (writeSeconds, stall) = (1, nil)
    flushed(context)
  }

  /// Bytes that the kernel has not taken yet.
  private static func waiting(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  /// Has `expire` called when a limit is reached; with true when it is the client that takes nothing.
  func check(_ context: ChannelHandlerContext, _ expire: @escaping (_ isStalled: Bool) -> Void) {
    guard let next = earliest else { return }
    if let timer, timer.deadline <= next { return }
    timer?.task.cancel()
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.fire(context, expire) }
    timer = (next, task)
  }

  private var earliest: NIODeadline? {
    guard let stall else { return limit }
    return limit.map { min($0, stall.deadline) } ?? stall.deadline
  }

  private func fire(_ context: ChannelHandlerContext, _ expire: @escaping (_ isStalled: Bool) -> Void) {
    timer = nil
    let now = NIODeadline.now()
    if let stall, stall.deadline <= now {
      self.stall = nil
      flushed(context)
      if let rest = self.stall, rest.sent <= stall.sent { return expire(true) }
    }
    if let limit, limit <= now {
      self.limit = nil
      return expire(false)
    }
    check(context, expire)
  }

  func stop() {
    timer?.task.cancel()
    (timer, limit, stall) = (nil, nil, nil)
  }
}
