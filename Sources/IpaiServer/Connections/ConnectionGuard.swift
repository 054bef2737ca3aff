import HTTPTypes
import NIOCore
import NIOHTTP1

/// Enforces ``HTTPLimits`` on one connection, and does what HTTP/1 demands of a server beyond framing: it takes one request at a
/// time, announces the end of the connection to the client, answers `Expect: 100-continue`, and sends no chunks to HTTP/1.0
/// (RFC 9112).
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// What the code that answers a request tells its connection.
  enum Signal: Sendable {
    /// The body of the request is wanted. A client that asked before sending it is told so.
    case wantsBody
    /// `onGone` is to be called if the client leaves before the answer is complete.
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
  /// What came after the request that is being answered.
  private var held: [HTTPServerRequestPart] = []
  private var holdsRead = false
  /// Whether no more requests are taken, so that the connection closes when everything has been sent.
  private var isClosing = false
  private var isEnding = false
  private var isInputClosed = false
  private var closesAfterAnswer = false
  private var dropped = 0
  private let clock: ConnectionClock

  /// How long, in seconds, a client whose connection ends may take to close its side. What it sends until then is dropped. If the
  /// connection were closed at once, it would be reset, and the client could lose the answer.
  private static let lingerSeconds = 2

  /// A guard for a new connection.
  init(_ limits: HTTPLimits, _ connections: Connections) {
    self.limits = limits
    self.connections = connections
    clock = ConnectionClock(writeSeconds: limits.writeSeconds)
  }

  /// The buffers to read with. One small buffer is read at a time, since all requests in it are answered before the event loop
  /// turns to other connections.
  static let buffers = AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 4096)
  /// The buffers for a large body.
  private static let largeBuffers = AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 65536, maximum: 65536)

  /// Bodies of more bytes than this are read with large buffers.
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

  /// Begins to close the connection, because the server is shutting down. A request that has arrived completely may still be
  /// answered for a while, if the client takes the answer.
  private func end(_ context: ChannelHandlerContext) {
    isEnding = true
    guard let current, current.hasBody, !isClosing else { return context.close(promise: nil) }
    clock.limit(limits.graceSeconds)
    clock.hurry(context)
    check(context)
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    if case .head(let head) = part { part = .head(head.withPathAsTarget) }
    guard !isClosing else { return drop(part, context) }
    if held.isEmpty, take(part, context) {
      context.fireChannelRead(wrapInboundOut(part))
    } else {
      held.append(part)
    }
  }

  /// Drops what comes after the end.
  private func drop(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    guard case .body(let bytes) = part else { return }
    dropped += bytes.readableBytes
    if dropped > limits.maxBody { context.close(promise: nil) }
  }

  /// Takes a part of a request. Returns false if the request has to wait for its turn.
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

  /// Reads more, unless something is held back.
  func read(context: ChannelHandlerContext) {
    holdsRead = !held.isEmpty
    if !holdsRead { context.read() }
  }

  /// Continues with what came after the request that has been answered.
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

  /// The head, with a field that says whether the connection ends with this answer.
  private func framed(_ head: HTTPResponseHead) -> HTTPResponseHead {
    guard head.status.code >= 200 else { return head }
    var head = head
    current?.hasAnswer = true
    // If the body has not arrived completely, it is not wanted, and the connection does not wait for the rest.
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

  /// Closes this side when everything has been sent, and the whole connection soon afterwards.
  private func finish(_ context: ChannelHandlerContext) {
    isClosing = true
    held = []
    let lingerSeconds = if isEnding { min(Self.lingerSeconds, limits.graceSeconds) } else { Self.lingerSeconds }
    clock.limit(lingerSeconds)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: .output, promise: nil) }
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: sent)
    flush(context: context)
  }

  /// Closes the connection for the code that answers, but not before the whole answer has been sent.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode != .input else { return context.close(mode: mode, promise: promise) }
    if mode == .output || isClosing {
      if !isClosing { finish(context) }
      if let promise { context.channel.closeFuture.cascade(to: promise) }
    } else {
      context.close(mode: mode, promise: promise)
    }
  }

  /// Answers a request whose head cannot be read, and closes the connection.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The request that was no request for a WebSocket comes next.
    if error is WebSocketUpgrader.Refused { return }
    guard let error = error as? HTTPParserError, current == nil, !isClosing else {
      return context.fireErrorCaught(error)
    }
    let status: HTTPResponseStatus = error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
    let reason = error == .headerOverflow ? "the head of the request is too long" : "the request is not HTTP/1.1"
    let body = ByteBuffer(bytes: ProblemDetails(.init(code: Int(status.code)), reason).body)
    let head = HTTPResponseHead(
      version: .http1_1, status: status,
      headers: [
        "Connection": "close", "Content-Length": String(body.readableBytes), "Content-Type": ProblemDetails.contentType,
      ])
    stopWaiting()
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    finish(context)
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
  /// Whether a header that is a list has an entry. The entry's case does not matter.
  fileprivate func lists(_ name: String, _ entry: String) -> Bool {
    self[canonicalForm: name].contains { $0.lowercased() == entry }
  }
}
