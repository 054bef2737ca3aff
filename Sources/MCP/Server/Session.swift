import Foundation

/// The session of a client that opened with `initialize`: what was agreed, what the client wants to be told about, and the
/// streams to it (2025-06-18 and 2025-11-25, Transports: Session Management).
actor Session {
  /// What the client names the session by; nobody can guess it.
  nonisolated let id: String
  /// Who opened it; nil without authentication.
  nonisolated let principal: String?
  /// The revision that was agreed on.
  nonisolated let version: ProtocolVersion
  /// What the client can be asked for.
  nonisolated let client: ClientCapabilities
  /// What the client says about itself.
  nonisolated let clientInfo: JSON?
  private let server: Server
  /// Whether a client whose connection was ended can come back.
  private let canReconnect: Bool
  private var logLevel = LogLevel.info
  private var resources: Set<String> = []
  private var running: [RequestID: RequestRun] = [:]
  private var questions: [Int: Question] = [:]
  private var nextQuestion = 1
  private var streams: [Int: EventStream] = [:]
  private var nextStream = 0
  /// The streams of messages that belong to no request, in the order in which they were last opened.
  private var listeners: [Int] = []
  private var subscriber: UUID?
  private var isOver = false
  private var lastUsed = ContinuousClock.now

  private struct Question {
    let stream: Int
    let continuation: CheckedContinuation<JSON, any Error>
  }

  /// How many streams of messages that belong to no request there may be.
  static let maxListeners = 8
  /// How many streams that have ended are kept for a client that may come back for them.
  static let maxEnded = 8
  /// How many requests of one session are served at the same time.
  static let maxRunning = 256
  /// How many resources one session may subscribe to.
  static let maxResources = 1000

  /// A new session. `canReconnect` says whether a client whose connection was ended can come back.
  init(_ server: Server, _ handshake: Handshake, principal: String?, canReconnect: Bool = true) {
    self.server = server
    self.version = handshake.version
    self.principal = principal
    self.canReconnect = canReconnect
    var generator = SystemRandomNumberGenerator()
    id = (0..<4).map { _ in String(generator.next() as UInt64, radix: 36) }.joined(separator: "-")
    client = handshake.client
    clientInfo = handshake.clientInfo
    // This stream keeps what happens before the client listens.
    streams[0] = EventStream(0)
    listeners = [0]
    nextStream = 1
  }

  /// Subscribes the session to changes.
  func subscribe() async {
    let subscriber = ChangeHub.Subscriber { change in
      if case .task = change { false } else { true }
    } receive: { [weak self] in
      await self?.tell($0)
    } end: { [weak self] in
      await self?.end()
    }
    self.subscriber = await server.changes.add(subscriber)
    if self.subscriber == nil { await end() }
  }

  private func tell(_ change: Change) {
    if case .resource(let uri) = change, !resources.contains(uri) { return }
    send(.notification(method: change.method, params: change.params), on: listener)
  }

  /// The one stream that gets messages which belong to no request: the newest that is connected, or else the last one that was.
  private var listener: Int { listeners.last { streams[$0]?.isConnected == true } ?? listeners.last ?? 0 }

  /// Marks the session as used, or ends it if nobody has used it since `limit`. Returns false when it has ended.
  func use(idleSince limit: ContinuousClock.Instant) async -> Bool {
    if isIdle(since: limit) { await end() }
    if !isOver { lastUsed = .now }
    return !isOver
  }

  /// Ends the session if nobody has used it since `limit`. Returns true when it has ended.
  func endIfIdle(since limit: ContinuousClock.Instant) async -> Bool {
    if isIdle(since: limit) { await end() }
    return isOver
  }

  /// Ends the session unless it serves a request or has a stream open. Returns true when it has ended.
  func endIfUnused() async -> Bool {
    if !isInUse { await end() }
    return isOver
  }

  private func isIdle(since time: ContinuousClock.Instant) -> Bool { lastUsed < time && !isInUse }

  private var isInUse: Bool { !running.isEmpty || streams.values.contains { $0.isConnected } }

  // MARK: From the client

  /// Starts to serve a request. Everything that is sent for it arrives in the outbox, whose reader may leave and come back.
  func serve(_ id: RequestID, _ method: String, _ params: [String: JSON]) -> Outbox {
    let stream = nextStream
    nextStream += 1
    var events = EventStream(stream, for: id)
    let outbox = if hasPrimers { Outbox(primer: events.primer()) } else { Outbox() }
    events.connect(outbox, after: nil)
    let run = RequestRun(server, principal: principal) { [weak self] in Task { await self?.quiet(stream) } }
    streams[stream] = events
    do {
      guard !isOver else { throw RPCError.invalidRequest("the session has ended") }
      guard running.count < Self.maxRunning else { throw RPCError.busy }
      guard running[id] == nil else {
        throw RPCError.invalidRequest("the id belongs to a request that is still being served")
      }
      try run.start { [self] in
        await finish(run, id, stream, .failure(.internal("the request took too long")))
      } _: { [self] in
        await finish(run, id, stream, await outcome(method, params, stream))
      }
      running[id] = run
    } catch {
      streams[stream]?.respond(.response(id: id, .failure(error as? RPCError ?? .internal("internal error"))))
      streams[stream] = nil
    }
    forgetOldStreams()
    return outbox
  }

  /// Takes a notification.
  func receive(_ method: String, _ params: [String: JSON]) {
    guard method == MethodName.cancelled, let id = RequestID(params["requestId"]) else { return }
    guard let run = running.removeValue(forKey: id), run.claimAnswer() else { return }
    for (key, stream) in streams where stream.request == id && !stream.isOver {
      for question in questions where question.value.stream == key { giveUp(question.key, CancellationError()) }
      streams[key]?.close()
      streams[key] = nil
    }
    run.cancel()
  }

  /// Takes the answer to a question of the server's. One that nobody waits for is ignored.
  func receive(_ id: RequestID?, _ result: Result<JSON, RPCError>) {
    guard case .integer(let key)? = id else { return }
    questions.removeValue(forKey: key)?.continuation.resume(with: result)
  }

  private func outcome(_ method: String, _ params: [String: JSON], _ stream: Int) async -> Result<JSON, RPCError> {
    do { return .success(.object(try await result(method, params, stream))) } catch {
      switch error {
      case let error as RPCError: return .failure(error)
      case let missing as ResourceNotFound: return .failure(missing.error(code: RPCError.Code.resourceNotFound))
      case is CancellationError: return .failure(.internal("the request was cancelled"))
      default:
        server.options.onError(method, error)
        return .failure(.internal("internal error"))
      }
    }
  }

  private func result(_ method: String, _ params: [String: JSON], _ stream: Int) async throws -> [String: JSON] {
    switch method {
    case MethodName.ping: return [:]
    case MethodName.setLogLevel:
      guard let level = params["level"]?.string.flatMap(LogLevel.init) else {
        throw RPCError.invalidParams("unknown log level")
      }
      logLevel = level
      return [:]
    case MethodName.subscribeResource, MethodName.unsubscribeResource:
      try change(subscription: params["uri"]?.string, isWanted: method == MethodName.subscribeResource)
      return [:]
    case MethodName.initialize: throw RPCError.invalidRequest("the session is already initialized")
    default: break
    }
    let exchange = SessionExchange(self, stream, progressToken: RequestID(params["_meta"]?["progressToken"])?.json)
    let context = RequestContext(
      version: version, client: client, clientInfo: clientInfo, principal: principal, meta: params["_meta"],
      exchange: exchange)
    return try await Features(server, server.catalog).answer(method, params, context).result
  }

  private func change(subscription uri: String?, isWanted: Bool) throws {
    guard let uri else { throw RPCError.invalidParams("\"uri\" has to be a string") }
    guard isWanted else {
      if resources.remove(uri) != nil { server.subscribed.remove(uri) }
      return
    }
    guard !resources.contains(uri) else { return }
    guard uri.utf8.count <= 4096, Features(server, server.catalog).mayHave(uri) else {
      throw ResourceNotFound(uri: uri)
    }
    guard resources.count < Self.maxResources else { throw RPCError.invalidParams("too many subscriptions") }
    guard server.subscribed.add(uri) else {
      throw RPCError.invalidParams("changes of this resource cannot be reported")
    }
    resources.insert(uri)
  }

  private func finish(_ run: RequestRun, _ id: RequestID, _ stream: Int, _ outcome: Result<JSON, RPCError>) {
    guard run.claimAnswer() else { return }
    // Whoever claimed the answer is the current run of this id, since an id is free again only after that.
    running[id] = nil
    streams[stream]?.respond(.response(id: id, outcome))
    if streams[stream]?.isForgettable == true { streams[stream] = nil }
  }

  // MARK: To the client

  /// Sends a message on a stream.
  func send(_ message: RPCMessage, on stream: Int) { streams[stream]?.send(message) }

  /// Reports progress on a stream.
  func send(_ progress: ProgressReport, token: JSON, on stream: Int) { streams[stream]?.send(progress, token: token) }

  /// Sends a log message on a stream, if its level is wanted.
  func log(_ message: LogMessage, on stream: Int) {
    guard message.level >= logLevel else { return }
    send(.notification(method: MethodName.logMessage, params: message.params), on: stream)
  }

  /// Sends a request on a stream and waits for the client's answer.
  ///
  /// - Throws: The `RPCError` that the client answers with, or one when the client takes too long; `CancellationError`.
  func ask(_ question: InputRequest, on stream: Int) async throws -> JSON {
    guard !isOver, streams[stream]?.isOver == false else { throw CancellationError() }
    let key = nextQuestion
    nextQuestion += 1
    let beat = server.heartbeat.add(seconds: server.options.answerSeconds) { [weak self] in
      Task { await self?.giveUp(key, RPCError.internal("the client did not answer in time")) }
    }
    defer { server.heartbeat.remove(beat) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        questions[key] = Question(stream: stream, continuation: continuation)
        send(.request(id: .integer(key), method: question.method, params: params(of: question)), on: stream)
      }
    } onCancel: {
      Task { await self.giveUp(key, CancellationError()) }
    }
  }

  private func params(of question: InputRequest) -> [String: JSON] {
    var params = question.params
    if version < .v2025_11_25 { params["mode"] = nil }
    if params["mode"] == "url" { params["elicitationId"] = .string(UUID().uuidString) }
    return params
  }

  private func giveUp(_ key: Int, _ error: any Error) {
    guard let question = questions.removeValue(forKey: key) else { return }
    send(.notification(method: MethodName.cancelled, params: ["requestId": .integer(key)]), on: question.stream)
    question.continuation.resume(throwing: error)
  }

  private func quiet(_ stream: Int) { streams[stream]?.quiet() }

  // MARK: Streams

  private var hasPrimers: Bool { version >= .v2025_11_25 }

  /// Opens another connection for messages that belong to no request; nil when the session has ended. When there are too many,
  /// the oldest one ends.
  func connect() -> Outbox? {
    guard !isOver else { return nil }
    // A stream that lost its connection may have kept messages that nobody has received yet.
    if let free = listeners.last(where: { streams[$0]?.isConnected == false }) { return attach(free, after: nil) }
    if listeners.count == Self.maxListeners {
      streams[listeners[0]]?.close()
      streams[listeners[0]] = nil
      listeners.removeFirst()
    }
    streams[nextStream] = EventStream(nextStream)
    listeners.append(nextStream)
    nextStream += 1
    return attach(nextStream - 1, after: nil)
  }

  /// Opens a connection for the rest of a stream after an event; nil when what follows is no longer kept.
  func resume(after event: String) -> Outbox? {
    guard let (stream, number) = EventStream.parse(event), streams[stream]?.canReplay(after: number) == true else {
      return nil
    }
    return attach(stream, after: number)
  }

  private func attach(_ key: Int, after event: Int?) -> Outbox? {
    guard streams[key] != nil else { return nil }
    let outbox = if event == nil, hasPrimers { Outbox(primer: streams[key]?.primer()) } else { Outbox() }
    let beat = server.heartbeat.add(every: RequestRun.quietSeconds) { [weak outbox] in outbox?.send(.quiet) }
    outbox.onEnd { [weak self, weak outbox, server] isAbandoned in
      server.heartbeat.remove(beat)
      if isAbandoned, let outbox { Task { await self?.disconnected(key, outbox) } }
    }
    streams[key]?.connect(outbox, after: event)
    if let index = listeners.firstIndex(of: key) { listeners.append(listeners.remove(at: index)) }
    return outbox
  }

  private func disconnected(_ key: Int, _ outbox: Outbox) {
    streams[key]?.disconnect(outbox)
    lastUsed = .now
  }

  /// Ends the connection of a stream for now, if its client can come back.
  func disconnect(_ stream: Int, retryAfter milliseconds: Int) {
    guard canReconnect, version >= .v2025_11_25 else { return }
    streams[stream]?.hangUp(milliseconds)
  }

  private func forgetOldStreams() {
    let ended = streams.keys.filter { streams[$0]?.isOver == true }.sorted()
    for key in ended.dropLast(Self.maxEnded) { streams[key] = nil }
  }

  /// Ends the session and everything that is open in it.
  func end() async {
    guard !isOver else { return }
    isOver = true
    for run in running.values where run.claimAnswer() { run.cancel() }
    for question in questions.values { question.continuation.resume(throwing: CancellationError()) }
    for key in streams.keys { streams[key]?.close() }
    running = [:]
    questions = [:]
    streams = [:]
    listeners = []
    for uri in resources { server.subscribed.remove(uri) }
    resources = []
    if let subscriber { await server.changes.remove(subscriber) }
  }
}
