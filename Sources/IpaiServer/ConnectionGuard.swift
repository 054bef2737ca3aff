import NIOCore
import NIOHTTP1

/// Holds one connection to ``HTTPLimits``, and does what HTTP/1 asks of a server beyond framing: one request at a time, an
/// end that the client is told of, `Expect: 100-continue`, and no chunks for HTTP/1.0.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// What whoever answers a request tells its connection.
  enum Signal: Sendable {
    /// The body of the request is wanted: a client that asks before it sends one may do so.
    case wantsBody
    /// Calls this when the client leaves before the answer is complete.
    case watch(onGone: @Sendable () -> Void)
  }

  /// The request that is being read or answered.
  private struct Exchange {
    let version: HTTPVersion
    let keepsAlive: Bool
    var awaitsContinue: Bool
    let isLarge: Bool
    var hasBody = false
    var hasAnswer = false
    var onGone: (@Sendable () -> Void)?

    init(_ head: HTTPRequestHead) {
      let isOld = head.version.major == 1 && head.version.minor == 0
      version = head.version
      keepsAlive = head.isKeepAlive && !isOld
      isLarge = (head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0) > ConnectionGuard.large
      awaitsContinue = !isOld && head.headers.lists("expect", "100-continue")
    }
  }

  private let limits: HTTPLimits
  private let connections: Connections
  private var place: Connections.Place?
  private var current: Exchange?
  /// What came behind the request that is being answered.
  private var held: [HTTPServerRequestPart] = []
  private var holdsRead = false
  /// No more requests are taken; the connection closes when all has been sent.
  private var isClosing = false
  private var isEnding = false
  private var isInputClosed = false
  private var closesAfterAnswer = false
  private var dropped = 0
  private let clock: ConnectionClock

  /// How long, in seconds, a client whose connection ends may take to close its side. What it sends until then is dropped:
  /// closed at once, the connection would be reset, and the client could lose the answer.
  private static let lingerSeconds = 2

  init(_ limits: HTTPLimits, _ connections: Connections) {
    (self.limits, self.connections) = (limits, connections)
    clock = ConnectionClock(writeSeconds: limits.writeSeconds)
  }

  /// One small buffer is read at a time. The requests in it, one behind the other, are all answered before the event loop looks
  /// at other connections again.
  static let buffers = AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 4096)
  /// For a body that needs many of them.
  private static let largeBuffers = AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 65536, maximum: 65536)

  /// Bodies of more bytes are read with large buffers.
  private static let large = 64 << 10

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { begin(context) } }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  private func begin(_ context: ChannelHandlerContext) {
    wait(.new, limits.headSeconds, context)
  }

  /// Waits for a request.
  private func wait(_ kind: Connections.Kind, _ seconds: Int, _ context: ChannelHandlerContext) {
    clock.limit(seconds)
    let channel = context.channel
    place = connections.wait(kind) { channel.close(promise: nil) }
    check(context)
  }

  private func stopWaiting() {
    if let place { connections.leave(place) }
    place = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  private func leave() {
    stopWaiting()
    clock.stop()
    tellGone()
  }

  private func tellGone() {
    current?.onGone?()
    current?.onGone = nil
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent { end(context) }
    if event as? ChannelEvent == .inputClosed {
      isInputClosed = true
      tellGone()
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// The server ends: requests that have come whole may still be answered, for a while, to clients that take the answer.
  private func end(_ context: ChannelHandlerContext) {
    isEnding = true
    guard let current, current.hasBody, !isClosing else { return context.close(promise: nil) }
    clock.limit(limits.graceSeconds)
    clock.hurry(context)
    check(context)
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    guard !isClosing else { return drop(part, context) }
    if held.isEmpty, take(part, context) { context.fireChannelRead(data) } else { held.append(part) }
  }

  /// Passes over what comes after the end.
  private func drop(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    guard case .body(let bytes) = part else { return }
    dropped += bytes.readableBytes
    if dropped > limits.maxBody { context.close(promise: nil) }
  }

  /// False when the part belongs to a request whose turn has not come.
  private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) -> Bool {
    switch part {
    case .head(let head):
      guard current == nil else { return false }
      stopWaiting()
      current = Exchange(head)
      clock.limit(limits.bodySeconds)
      if current?.isLarge == true { read(in: Self.largeBuffers, context) }
    case .body: break
    case .end:
      current?.hasBody = true
      if current?.isLarge == true { read(in: Self.buffers, context) }
      if !isEnding { clock.limit(nil) }
    }
    return true
  }

  private func read(in buffers: AdaptiveRecvByteBufferAllocator, _ context: ChannelHandlerContext) {
    try? context.channel.syncOptions?.setOption(.recvAllocator, value: buffers)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    check(context)
    context.fireChannelReadComplete()
  }

  /// Nothing more is read while something is held.
  func read(context: ChannelHandlerContext) {
    holdsRead = !held.isEmpty
    if !holdsRead { context.read() }
  }

  /// Goes on with what came behind the request that was answered.
  private func release(_ context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().execute { [self] in
      guard !isClosing, current == nil else { return }
      while let part = held.first, take(part, context) {
        held.removeFirst()
        context.fireChannelRead(wrapInboundOut(part))
      }
      check(context)
      context.fireChannelReadComplete()
      guard held.isEmpty, holdsRead else { return }
      holdsRead = false
      context.read()
    }
  }

  // MARK: Answers

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    switch event as? Signal {
    case .wantsBody?:
      guard current?.awaitsContinue == true, current?.hasAnswer == false, !isClosing else { break }
      current?.awaitsContinue = false
      let head = HTTPResponseHead(version: .http1_1, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    case .watch(let onGone)?:
      let isGone = current == nil || isInputClosed || isClosing || !context.channel.isActive
      if isGone { onGone() } else { current?.onGone = onGone }
    case nil: return context.triggerUserOutboundEvent(event, promise: promise)
    }
    promise?.succeed()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isClosing else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
    switch unwrapOutboundIn(data) {
    case .head(let head): context.write(wrapOutboundOut(.head(framed(head))), promise: promise)
    case .body(let body):
      clock.written += body.readableBytes
      context.write(data, promise: promise)
    case .end:
      context.write(data, promise: promise)
      answered(context)
    }
  }

  /// A head that says whether the connection ends with this answer.
  private func framed(_ head: HTTPResponseHead) -> HTTPResponseHead {
    guard head.status.code >= 200 else { return head }
    var head = head
    current?.hasAnswer = true
    // The rest of a body that was not wanted is not waited for.
    guard let current, current.keepsAlive, current.hasBody, !isEnding, !head.headers.lists("connection", "close") else {
      head.version = current?.version ?? .http1_1
      head.headers.replaceOrAdd(name: "Connection", value: "close")
      closesAfterAnswer = true
      return head
    }
    return head
  }

  private func answered(_ context: ChannelHandlerContext) {
    current = nil
    let isLast = closesAfterAnswer || isEnding || (isInputClosed && held.isEmpty)
    if isLast {
      finish(context)
    } else if held.isEmpty {
      wait(.used, limits.idleSeconds, context)
    } else {
      release(context)
    }
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    clock.flushed(context)
    check(context)
  }

  // MARK: The end

  /// Closes this side when all has been sent, and soon afterwards the connection.
  private func finish(_ context: ChannelHandlerContext) {
    isClosing = true
    held = []
    clock.limit(isEnding ? min(Self.lingerSeconds, limits.graceSeconds) : Self.lingerSeconds)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: .output, promise: nil) }
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: sent)
    flush(context: context)
  }

  /// Whoever answers closes the connection: not before all that was answered has been sent.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode != .input else { return context.close(mode: mode, promise: promise) }
    if mode == .output || isClosing {
      if !isClosing { finish(context) }
      if let promise { context.channel.closeFuture.cascade(to: promise) }
    } else {
      context.close(mode: mode, promise: promise)
    }
  }

  private func check(_ context: ChannelHandlerContext) {
    clock.check(context) { [self] isStalled in
      guard let current, !current.hasBody, !current.hasAnswer, !isStalled, !isClosing, !isEnding else {
        return context.close(promise: nil)
      }
      let head = HTTPResponseHead(
        version: current.version, status: .requestTimeout, headers: ["Connection": "close", "Content-Length": "0"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.end(nil)), promise: nil)
      finish(context)
    }
  }
}

extension HTTPHeaders {
  /// Whether a header that is a list has an entry, in whatever case.
  fileprivate func lists(_ name: String, _ entry: String) -> Bool {
    self[canonicalForm: name].contains { $0.lowercased() == entry }
  }
}
