/// One stream of a session: the events that went out, for a client that comes back for them, and the connection there is.
struct EventStream {
  private let number: Int
  private var last = 0
  private var kept: [(number: Int, message: RPCMessage)] = []
  private var outbox: Outbox?
  /// The largest event that a connection took.
  private(set) var delivered = 0
  private(set) var isOver = false
  /// Whether the client knows an event's id, and so can come back.
  private var isResumable: Bool
  /// The request that the stream is of.
  let request: RequestID?

  /// Events that are kept for a client that comes back.
  static let maxKept = 256

  init(_ number: Int, _ outbox: Outbox? = nil, for request: RequestID? = nil) {
    (self.number, self.outbox, self.request) = (number, outbox, request)
    isResumable = number == Session.standalone
  }

  var isConnected: Bool { outbox != nil }

  /// Nobody can come back for it. A client that can may have lost what was sent to it.
  var isForgettable: Bool { isOver && !isResumable }

  mutating func send(_ message: RPCMessage) {
    guard !isOver else { return }
    isResumable = true
    let event = keep(message)
    deliver(.message(message, event: event))
  }

  /// The last event. Alone on its stream it needs no id: it is the whole answer.
  mutating func respond(_ response: RPCMessage) {
    guard !isOver else { return }
    isOver = true
    let event = keep(response)
    deliver(.response(response, event: isResumable ? event : nil))
    outbox?.finish()
  }

  /// Shows that the connection lives. A client of it knows its beginning from then on.
  mutating func quiet() {
    isResumable = true
    deliver(.quiet)
  }

  private mutating func keep(_ message: RPCMessage) -> String {
    last += 1
    kept.append((last, message))
    if kept.count > Self.maxKept { kept.removeFirst() }
    return id(last)
  }

  private mutating func deliver(_ item: Outgoing) {
    guard let outbox else { return }
    if outbox.send(item) { delivered = last } else { self.outbox = nil }
  }

  /// Gives the stream a new connection, and that what it missed.
  mutating func connect(_ outbox: Outbox, after event: Int?) {
    self.outbox?.finish()
    self.outbox = outbox
    for item in kept where item.number > event ?? delivered {
      if case .response = item.message {
        outbox.send(.response(item.message, event: id(item.number)))
      } else {
        outbox.send(.message(item.message, event: id(item.number)))
      }
    }
    delivered = last
    if isOver { outbox.finish() }
  }

  mutating func hangUp(_ milliseconds: Int) {
    isResumable = true
    outbox?.send(.hangUp(retryMilliseconds: milliseconds, event: id(last)))
    outbox?.finish()
    outbox = nil
  }

  func close() { outbox?.finish() }

  private func id(_ event: Int) -> String { Self.id(number, event) }

  static func id(_ stream: Int, _ event: Int) -> String { "s\(stream)-\(event)" }

  /// The stream and the event of an id.
  static func parse(_ id: String) -> (stream: Int, event: Int)? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].first == "s", let stream = Int(parts[0].dropFirst()), let event = Int(parts[1]),
      stream >= 0, event >= 0
    else { return nil }
    return (stream, event)
  }
}
