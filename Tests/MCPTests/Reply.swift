import Foundation
import MCP

/// A response. If it is a stream, its events are read one by one.
final class Reply {
  private(set) var response: HTTPResponse
  private var rest: AsyncThrowingStream<Data, any Error>.AsyncIterator?

  init(_ response: HTTPResponse) {
    self.response = response
    if case .events(let events) = response.body { rest = events.makeAsyncIterator() }
  }

  var status: Int { response.status }
  var isStream: Bool { rest != nil }
  func header(_ name: String) -> String? { response.headers[name].first }

  /// The body, if it is one object.
  var json: JSON? {
    if case .data(let data) = response.body { try? JSON(parsing: data) } else { nil }
  }

  var isEmpty: Bool { if case .data(let data) = response.body { data.isEmpty } else { false } }
  var error: JSON? { json?["error"] }
  var code: Int? { error?["code"]?.integer }

  struct Event {
    var id: String?
    var retry: Int?
    var name: String?
    var data: String?
    var json: JSON? { data.flatMap { try? JSON(parsing: Data($0.utf8)) } }
  }

  /// The next event that is not a comment; nil at the end.
  func next() async -> Event? {
    while let data = try? await rest?.next() {
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
      guard !lines.allSatisfy({ $0.hasPrefix(":") }) else { continue }
      var event = Event()
      for line in lines {
        let value = line.drop { $0 != ":" }.dropFirst(2)
        if line.hasPrefix("id:") { event.id = String(value) }
        if line.hasPrefix("retry:") { event.retry = Int(value) }
        if line.hasPrefix("event:") { event.name = String(value) }
        if line.hasPrefix("data:") { event.data = String(value) }
      }
      return event
    }
    return nil
  }

  /// All remaining messages of the stream.
  func messages() async -> [JSON] {
    var messages: [JSON] = []
    while let event = await next() { if let json = event.json { messages.append(json) } }
    return messages
  }

  /// The result, from an object or from the end of a stream.
  func result() async -> JSON? {
    if isStream { return await messages().last?["result"] }
    return json?["result"]
  }

  /// The text of a tool's first block.
  func text() async -> String? { await result()?["content"]?.array?.first?["text"]?.string }

  /// Leaves, like a client that closes its connection.
  func leave() {
    rest = nil
    response.body = .data(Data())
  }
}
