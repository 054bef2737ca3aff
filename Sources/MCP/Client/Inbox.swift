import Synchronization

/// Takes the messages of a server's that are not responses, and passes each on to whoever it is for.
final class Inbox: Sendable {
  private let options: Client.Options
  private let state = Mutex(State())

  private struct State {
    var expected: [RequestID: Expected] = [:]
    var questions: [Question: Task<Void, Never>] = [:]
    var listeners: [Int: Listener] = [:]
    var nextListener = 0
    var subscriptions: [RequestID: Subscription] = [:]
    var isClosed = false
  }

  /// A stream of changes, in a revision without sessions.
  private struct Subscription {
    let listener: Int
    let onAcknowledged: @Sendable (JSON) -> Void
  }

  /// A request whose answer is awaited.
  private struct Expected {
    let deadline: Deadline
    let onProgress: (@Sendable (ProgressReport) -> Void)?
    let onLog: (@Sendable (LogMessage) -> Void)?
  }

  private struct Question: Hashable {
    let connection: Int
    let id: RequestID
  }

  /// Someone who listens for changes.
  struct Listener: Sendable {
    /// The changes to report.
    let wanted: Set<ServerChange>
    /// Whether the changes come within a session, and not from a subscription of its own.
    let isInSession: Bool
    /// Where changes are reported.
    let continuation: AsyncThrowingStream<ServerChange, any Error>.Continuation

    /// Whether to report a change. Any resource will do, since a part of one that was asked for has an address of its own.
    func wants(_ change: ServerChange) -> Bool {
      if case .resource = change { !wanted.uris.isEmpty } else { wanted.contains(change) }
    }

    /// Reports everything that is wanted, since it may have changed unnoticed.
    func suspect() { for change in wanted { continuation.yield(change) } }
  }

  /// How many questions of a server's are answered at the same time.
  private static let maxQuestions = 64

  /// An inbox whose questions and logs go to the handlers in `options`.
  init(_ options: Client.Options) { self.options = options }

  // MARK: Progress

  /// Notes that a request is about to be sent, so that its progress puts off the deadline and is reported.
  func expect(_ id: RequestID, _ deadline: Deadline, _ request: Client.RequestOptions) {
    let expected = Expected(deadline: deadline, onProgress: request.onProgress, onLog: request.log?.receive)
    state.withLock { $0.expected[id] = expected }
  }

  /// Notes that a request is over.
  func forget(_ id: RequestID) { _ = state.withLock { $0.expected.removeValue(forKey: id) } }

  private func progress(_ params: [String: JSON]) {
    guard let token = RequestID(params["progressToken"]), let report = ProgressReport(params),
      let expected = state.withLock({ $0.expected[token] })
    else { return }
    expected.deadline.putOff()
    expected.onProgress?(report)
  }

  /// Passes a log message on to the request that it belongs to. Where all share one stream, that is the only one that wants any;
  /// of several, nobody can say which.
  private func log(_ message: LogMessage, _ request: RequestID?) {
    let (receive, isUnclear) = state.withLock { state in
      if let request { return (state.expected[request]?.onLog, false) }
      let wanting = state.expected.values.compactMap(\.onLog)
      return (wanting.count == 1 ? wanting.first : nil, wanting.count > 1)
    }
    if !isUnclear { (receive ?? options.onLog)(message) }
  }

  // MARK: Changes

  /// Adds a listener and returns its number; nil when the client has been closed.
  func listen(_ listener: Listener) -> Int? {
    state.withLock { state in
      guard !state.isClosed else { return nil }
      state.nextListener += 1
      state.listeners[state.nextListener] = listener
      return state.nextListener
    }
  }

  /// Removes a listener.
  func leave(_ listener: Int) { _ = state.withLock { $0.listeners.removeValue(forKey: listener) } }

  /// Whether anyone listens for changes.
  var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

  /// Notes a subscription, whose changes are for one listener alone.
  ///
  /// `onAcknowledged`: gets the filter that the server keeps to.
  func subscribe(_ id: RequestID, for listener: Int, onAcknowledged: @escaping @Sendable (JSON) -> Void) {
    state.withLock { $0.subscriptions[id] = Subscription(listener: listener, onAcknowledged: onAcknowledged) }
  }

  /// Notes that a subscription is over.
  func unsubscribe(_ id: RequestID) { _ = state.withLock { $0.subscriptions.removeValue(forKey: id) } }

  /// The resources that anyone listens for.
  var uris: [String] {
    state.withLock { state in state.listeners.values.reduce(into: Set()) { $0.formUnion($1.wanted) } }.uris
  }

  /// Tells every listener in a session that anything may have changed, since nobody knows what happened before this session.
  func suspectAll() {
    for listener in state.withLock({ Array($0.listeners.values) }) where listener.isInSession { listener.suspect() }
  }

  private func tell(_ change: ServerChange, _ subscription: RequestID?) {
    let listeners = state.withLock { state in
      guard let subscription else { return state.listeners.values.filter(\.isInSession) }
      return state.subscriptions[subscription].flatMap { state.listeners[$0.listener] }.map { [$0] } ?? []
    }
    for listener in listeners where listener.wants(change) { listener.continuation.yield(change) }
  }

  private func acknowledge(_ params: [String: JSON], _ subscription: RequestID?) {
    guard let subscription, let waiting = state.withLock({ $0.subscriptions[subscription] }) else { return }
    waiting.onAcknowledged(params["notifications"] ?? [:])
  }

  // MARK: The end

  /// Drops the questions of a connection that is gone: nobody waits for their answers.
  func drop(_ connection: Int) {
    let questions = state.withLock { $0.questions.filter { $0.key.connection == connection } }
    for question in questions.values { question.cancel() }
  }

  /// Ends all listeners: nothing will arrive any more.
  func close() {
    let listeners = state.withLock { state in
      defer {
        state.listeners = [:]
        state.isClosed = true
      }
      return state.listeners
    }
    for listener in listeners.values { listener.continuation.finish() }
  }

  // MARK: Messages

  /// Takes a message that is not a response.
  ///
  /// `request`: the request whose stream it came on; nil where all share one.
  /// `respond`: sends the answer to a question; nil in revisions in which a server sends no requests.
  func receive(
    _ message: RPCMessage, on request: RequestID? = nil, from connection: Int,
    respond: (@Sendable (RPCMessage) async -> Void)?
  ) {
    switch message {
    case .notification(MethodName.progress, let params): progress(params)
    case .notification(MethodName.logMessage, let params):
      if let message = LogMessage(params) { log(message, request) }
    case .notification(MethodName.cancelled, let params): stop(params, connection)
    case .notification(let method, let params):
      let subscription = RequestID(params["_meta"]?[StatelessRequest.subscriptionKey])
      if method == MethodName.subscriptionAcknowledged { acknowledge(params, subscription) }
      if let change = ServerChange(method, params) { tell(change, subscription) }
    case .request(let id, let method, let params):
      guard let respond else {
        return options.onProblem("the server sent a request, which this revision does not allow")
      }
      answer(Question(connection: connection, id: id), method, params, respond)
    case .response: break
    }
  }

  private func stop(_ params: [String: JSON], _ connection: Int) {
    guard let id = RequestID(params["requestId"]) else { return }
    state.withLock { $0.questions[Question(connection: connection, id: id)] }?.cancel()
  }

  private func answer(
    _ question: Question, _ method: String, _ params: [String: JSON],
    _ respond: @escaping @Sendable (RPCMessage) async -> Void
  ) {
    state.withLock { state in
      guard state.questions[question] == nil, state.questions.count < Self.maxQuestions else {
        Task {
          await respond(
            .response(id: question.id, .failure(.internal("the client is asked too many questions at once"))))
        }
        return
      }
      state.questions[question] = Task { [self] in
        let outcome = await outcome(method, params)
        _ = self.state.withLock { $0.questions.removeValue(forKey: question) }
        if !Task.isCancelled { await respond(.response(id: question.id, outcome)) }
      }
    }
  }

  /// Whether someone on this side is being asked. The server waits for that, so that its answer takes longer.
  var isAsked: Bool { state.withLock { !$0.questions.isEmpty } }

  private func outcome(_ method: String, _ params: [String: JSON]) async -> Result<JSON, RPCError> {
    if method == MethodName.ping { return .success([:]) }
    do { return .success(try await options.answer(method, params)) } catch let error as RPCError {
      return .failure(error)
    } catch {
      options.onProblem("\(method) failed: \(error)")
      return .failure(.internal("the client failed"))
    }
  }
}
