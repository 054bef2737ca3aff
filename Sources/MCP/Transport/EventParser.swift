import Foundation

/// Reads events from a stream's bytes as they arrive (HTML Living Standard, section 9.2.6). An event that is too long is an error,
/// so that it does not fill the memory.
struct EventParser {
  /// One event of a stream.
  struct Event: Equatable {
    /// The id of the last event that had one; nil when none had.
    var id: String?
    /// The kind of event; `message` when the stream names none.
    var name = "message"
    /// What the event says. It is empty for an event that has only an id.
    var data: Data
  }

  /// An event is longer than it may be.
  struct TooLong: Error {}

  private let maxEvent: Int
  private var line = Data()
  private var isStart = true
  private var afterReturn = false
  private var lastID: String?
  private var name = ""
  private var data: Data?
  private var hasID = false
  /// How many milliseconds the server wants a client to wait before it comes back.
  private(set) var retryMilliseconds: Int?

  /// A parser at the start of a stream.
  ///
  /// `maxEvent`: the longest event, in bytes.
  init(maxEvent: Int) { self.maxEvent = maxEvent }

  /// The events that these bytes complete.
  ///
  /// - Throws: `TooLong`.
  mutating func add(_ bytes: Data) throws(TooLong) -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      try append(rest[..<end])
      let isSecondOfPair = rest[end] == 0x0A && afterReturn
      afterReturn = rest[end] == 0x0D
      rest = rest[rest.index(after: end)...]
      if !isSecondOfPair, let event = endLine() { events.append(event) }
    }
    try append(rest)
    return events
  }

  private mutating func append(_ bytes: Data) throws(TooLong) {
    if !bytes.isEmpty { afterReturn = false }
    line.append(bytes)
    guard line.count + (data?.count ?? 0) <= maxEvent else { throw TooLong() }
  }

  private mutating func endLine() -> Event? {
    if isStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    isStart = false
    defer { line = Data() }
    guard !line.isEmpty else { return dispatch() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == 0x20 { value = value.dropFirst() }
    take(String(decoding: line[..<colon], as: UTF8.self), value)
    return nil
  }

  private mutating func take(_ field: String, _ value: Data) {
    switch field {
    case "data":
      if data == nil { data = Data() } else { data?.append(0x0A) }
      data?.append(value)
    case "id" where !value.contains(0):
      lastID = String(decoding: value, as: UTF8.self)
      hasID = true
    case "event": name = String(decoding: value, as: UTF8.self)
    case "retry":
      if !value.isEmpty, value.count <= 9, value.allSatisfy({ (0x30...0x39).contains($0) }) {
        retryMilliseconds = Int(String(decoding: value, as: UTF8.self))
      }
    default: break
    }
  }

  private mutating func dispatch() -> Event? {
    defer {
      data = nil
      name = ""
      hasID = false
    }
    guard data != nil || hasID else { return nil }
    var event = Event(id: lastID, data: data ?? Data())
    if !name.isEmpty { event.name = name }
    return event
  }
}
