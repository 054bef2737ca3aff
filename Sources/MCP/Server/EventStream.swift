import Foundation

/// One stream of a session: the events that went out, for a client that comes back for them, and the connection there is.
struct EventStream {
  private let number: Int
  private var last = 0
  /// How many ids without a message there were.
  private var empty = 0
  private var kept: [(number: Int, message: Data)] = []
  private var keptBytes = 0
  private var outbox: Outbox?
  private var lastProgress = -Double.infinity
  /// The largest event that a connection took.
  private(set) var delivered = 0
  private(set) var isOver = false
  /// Whether the client knows an event's id, and so can come back.
  private var isResumable: Bool
  /// The request that the stream is of.
  let request: RequestID?

  /// What is kept for a client that comes back: events, and their bytes.
  static let maxKept = 256
  static let maxKeptBytes = 1 << 20

  init(_ number: Int, for request: RequestID? = nil) {
    (self.number, self.request) = (number, request)
    isResumable = request == nil
  }

  var isConnected: Bool { outbox != nil }

  /// Nobody can come back for it. A client that can may have lost what was sent to it.
  var isForgettable: Bool { isOver && !isResumable }

  mutating func send(_ message: RPCMessage) {
    guard !isOver else { return }
    isResumable = true
    let (event, bytes) = keep(message)
    deliver(.message(bytes, event: event))
  }

  /// Sends how far the work is, when that is farther than before.
  mutating func send(_ progress: ProgressReport, token: JSON) {
    guard progress.progress > lastProgress else { return }
    lastProgress = progress.progress
    send(.notification(method: MethodName.progress, params: progress.params(token: token)))
  }

  /// The last event. Alone on its stream it needs no id: it is the whole answer.
  mutating func respond(_ response: RPCMessage) {
    guard !isOver else { return }
    let (event, bytes) = keep(response)
    deliver(.response(bytes, event: isResumable ? event : nil))
    isOver = true
    close()
  }

  /// Shows that the connection lives. A client of it knows its beginning from then on.
  mutating func quiet() {
    isResumable = true
    deliver(.quiet)
  }

  private mutating func keep(_ message: RPCMessage) -> (id: String, bytes: Data) {
    let bytes = message.encoded
    last += 1
    kept.append((last, bytes))
    keptBytes += bytes.count
    while kept.count > Self.maxKept || (keptBytes > Self.maxKeptBytes && kept.count > 1) {
      keptBytes -= kept.removeFirst().message.count
    }
    return (Self.id(number, last), bytes)
  }

  private mutating func deliver(_ item: Outgoing) {
    guard let outbox else { return }
    if outbox.send(item) { delivered = last } else { self.outbox = nil }
  }

  /// Whether all that follows an event is still kept.
  func canReplay(after event: Int) -> Bool { event <= last && event >= (kept.first?.number ?? last + 1) - 1 }

  /// Gives the stream a new connection, and that what it missed.
  mutating func connect(_ outbox: Outbox, after event: Int?) {
    self.outbox?.finish()
    for item in kept where item.number > event ?? delivered {
      outbox.send(.message(item.message, event: Self.id(number, item.number)))
    }
    delivered = last
    self.outbox = outbox
    if isOver { close() }
  }

  /// The connection has gone, unless another has taken its place.
  mutating func disconnect(_ outbox: Outbox) {
    if self.outbox === outbox { self.outbox = nil }
  }

  mutating func hangUp(_ milliseconds: Int) {
    isResumable = true
    outbox?.send(.hangUp(retryMilliseconds: milliseconds, event: emptyID(after: last)))
    close()
  }

  /// A new id for an event without a message, to come back with for all that follows what was delivered.
  mutating func primer() -> String { emptyID(after: delivered) }

  /// An id is given out once. So each that stands for a place in the stream, and for no message, has a number of its own.
  private mutating func emptyID(after event: Int) -> String {
    empty += 1
    return Self.id(number, event) + "-\(empty)"
  }

  mutating func close() {
    outbox?.finish()
    outbox = nil
  }

  private static func id(_ stream: Int, _ event: Int) -> String { "s\(stream)-\(event)" }

  /// The stream and the event of an id.
  static func parse(_ id: String) -> (stream: Int, event: Int)? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].first == "s", let stream = Int(parts[0].dropFirst()),
      let event = Int(parts[1]), parts.count == 2 || Int(parts[2]) != nil, stream >= 0, event >= 0
    else { return nil }
    return (stream, event)
  }
}
