import Foundation

/// Events of a stream (HTML Living Standard, section 9.2), in the forms that the protocol uses.
enum ServerSentEvent {
  /// A comment, which clients skip.
  static let keepAlive = Data(": \n\n".utf8)

  /// An event that carries a message.
  static func message(_ message: Data, id: String?) -> Data {
    var event = Data()
    if let id { event.append(Data("id: \(id)\n".utf8)) }
    event.append(Data("event: message\ndata: ".utf8))
    event.append(message)
    event.append(Data("\n\n".utf8))
    return event
  }

  /// An event without a message. It tells the client an id to come back with, and how long to wait.
  static func primer(id: String, retryMilliseconds: Int? = nil) -> Data {
    var event = "id: \(id)\n"
    if let retryMilliseconds { event += "retry: \(retryMilliseconds)\n" }
    return Data((event + "data: \n\n").utf8)
  }
}
