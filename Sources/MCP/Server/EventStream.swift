import Foundation

/// One stream of a session: the current connection, and the events that were sent, for a client that comes back for them
/// (2025-11-25, Transports: Resumability and Redelivery).
struct EventStream {
  private let number: Int
  private var last = 0
  /// How many ids without a message have been given out.
  private var empty = 0
  private var kept: [(number: Int, message: Data)] = []
  private var keptBytes = 0
  private var outbox: Outbox?
  private var lastProgress = -Double.infinity
  /// The largest event that a connection took.
  private(set) var delivered = 0
  /// Whether the last event has been sent.
  private(set) var isOver = false
  /// Whether the client knows an event's id, and so can come back.
  private var isResumable: Bool
  /// The request that the stream answers; nil for a stream of messages that belong to no request.
  let request: RequestID?

  /// How many events are kept for a client that comes back.
  static let maxKept = 256
  /// How many bytes of events are kept for a client that comes back.
  static let maxKeptBytes = 1 << 20

  /// A stream without a connection.
  init(_ number: Int, for request: RequestID? = nil) {
    self.number = number
    self.request = request
    isResumable = request == nil
  }

  /// Whether there is a connection.
  var isConnected: Bool { outbox != nil }

  /// Whether nobody can come back for it. A client that can come back may have lost what was sent to it.
  var isForgettable: Bool { isOver && !isResumable }

  /// Sends a message, or keeps it until there is a connection.
  mutating func send(_ message: RPCMessage) {
    guard !isOver else { return }
    isResumable = true
    let (event, bytes) = keep(message)
    deliver(.message(bytes, event: event))
  }

  /// Reports how far the work is, if that is farther than before.
  mutating func send(_ progress: ProgressReport, token: JSON) {
    guard progress.progress > lastProgress else { return }
    lastProgress = progress.progress
    send(.notification(method: MethodName.progress, params: progress.params(token: token)))
  }

  /// Sends the last event. If it is the only one of its stream, it needs no id: it is the whole answer.
  mutating func respond(_ response: RPCMessage) {
    guard !isOver else { return }
    let (event, bytes) = keep(response)
    if isResumable {
      deliver(.response(bytes, event: event))
    } else {
      deliver(.response(bytes))
    }
    isOver = true
    close()
  }

  /// Shows that the connection is alive. From then on, its client knows the beginning of the stream.
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

  /// Whether everything that follows an event is still kept.
  func canReplay(after event: Int) -> Bool { event <= last && event >= (kept.first?.number ?? last + 1) - 1 }

  /// Gives the stream a new connection, and sends everything that the client missed.
  mutating func connect(_ outbox: Outbox, after event: Int?) {
    self.outbox?.finish()
    for item in kept where item.number > event ?? delivered {
      outbox.send(.message(item.message, event: Self.id(number, item.number)))
    }
    delivered = last
    self.outbox = outbox
    if isOver { close() }
  }

  /// Forgets a connection that is gone, unless another has taken its place.
  mutating func disconnect(_ outbox: Outbox) {
    if self.outbox === outbox { self.outbox = nil }
  }

  /// Ends the connection and asks the client to come back after some milliseconds.
  mutating func hangUp(_ milliseconds: Int) {
    isResumable = true
    outbox?.send(.hangUp(retryMilliseconds: milliseconds, event: emptyID(after: last)))
    close()
  }

  /// A new id for an event without a message. A client comes back with it for everything after what was delivered.
  mutating func primer() -> String { emptyID(after: delivered) }

  /// An id for a place in the stream and not for a message. It has a number of its own, since no id may be given out twice.
  private mutating func emptyID(after event: Int) -> String {
    empty += 1
    return Self.id(number, event) + "-\(empty)"
  }

  /// Ends the connection.
  mutating func close() {
    outbox?.finish()
    outbox = nil
  }

  private static func id(_ stream: Int, _ event: Int) -> String { "s\(stream)-\(event)" }

  /// The stream and the event that an id names; nil for what is not an id.
  static func parse(_ id: String) -> (stream: Int, event: Int)? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].first == "s", let stream = Int(parts[0].dropFirst()),
      let event = Int(parts[1]), parts.count == 2 || Int(parts[2]) != nil, stream >= 0, event >= 0
    else { return nil }
    return (stream, event)
  }
}
