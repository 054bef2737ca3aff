import Foundation

/// Events of a stream (HTML Living Standard, section 9.2), as the protocol uses them.
enum ServerSentEvent {
  /// A comment, which clients pass over.
  static let keepAlive = Data(": \n\n".utf8)

  static func message(_ message: Data, id: String?) -> Data {
    var event = Data()
    if let id { event.append(Data("id: \(id)\n".utf8)) }
    event.append(Data("event: message\ndata: ".utf8))
    event.append(message)
    event.append(Data("\n\n".utf8))
    return event
  }

  /// An event without a message: the client learns an id to come back with, and how long to wait.
  static func primer(id: String, retryMilliseconds: Int? = nil) -> Data {
    Data("id: \(id)\n\(retryMilliseconds.map { "retry: \($0)\n" } ?? "")data: \n\n".utf8)
  }
}
