import NIOCore

/// The time limits of one connection: one for what it is doing, and one for a client that takes nothing of what is sent to it.
/// One timer serves both. It is not set again if that would only put it off.
final class ConnectionClock {
  private var writeSeconds: Int
  private var limit: NIODeadline?
  /// When the client has to have taken more than it had.
  private var stall: (deadline: NIODeadline, sent: Int)?
  private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
  /// The bytes of bodies that have been written so far.
  var written = 0

  /// A clock without a limit. `writeSeconds` is how long a client may take nothing.
  init(writeSeconds: Int) { self.writeSeconds = writeSeconds }

  /// Limits what the connection is doing to this many seconds from now; nil for no limit.
  func limit(_ seconds: Int?) { limit = seconds.map { .now() + .seconds(Int64($0)) } }

  /// Notes whether the client has taken everything that was sent.
  func flushed(_ context: ChannelHandlerContext) {
    let waiting = Self.waiting(context)
    if waiting == 0 {
      stall = nil
    } else if stall == nil {
      stall = (.now() + .seconds(Int64(writeSeconds)), written - waiting)
    }
  }

  /// Demands that the client takes something each second from now on.
  func hurry(_ context: ChannelHandlerContext) {
    writeSeconds = 1
    stall = nil
    flushed(context)
  }

  /// The bytes that the kernel has not taken yet.
  private static func waiting(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  /// Has `expire` called when a limit is reached; with true if the reason is that the client takes nothing.
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

  /// Removes all limits.
  func stop() {
    timer?.task.cancel()
    timer = nil
    limit = nil
    stall = nil
  }
}
