import Foundation
import IpaiCore
import IpaiMemory

/// What `conversations/generate` makes.
struct ConversationSet {
  /// The conversations of the same people.
  struct History: Decodable {
    let history: String
    let source: String
    let sessions: [Session]

    /// As they are stored.
    var conversations: [NewConversation] {
      sessions.map { session in
        NewConversation(
          sessionID: session.sessionID,
          messages: session.messages.map {
            NewMessage(id: $0.id, role: $0.role, name: $0.name, content: $0.content, timestamp: $0.timestamp)
          })
      }
    }

    /// The session of each message.
    var sessionsByMessage: [String: String] {
      var sessions: [String: String] = [:]
      for session in self.sessions {
        for message in session.messages { sessions[message.id] = session.sessionID }
      }
      return sessions
    }
  }

  /// A conversation.
  struct Session: Decodable {
    let sessionID: String
    let messages: [Message]

    enum CodingKeys: String, CodingKey {
      case messages
      case sessionID = "session_id"
    }
  }

  /// A turn.
  struct Message: Decodable {
    let id: String
    let role: String
    let name: String?
    let content: String
    let timestamp: Timestamp
  }

  /// A question about a history, with the messages that answer it.
  struct Query: Decodable {
    let history: String
    let query: String
    let answers: [String]
    let split: String
  }

  /// The histories with questions in the split, and these.
  let histories: [(history: History, queries: [Query])]

  /// Reads both files.
  init(histories: String, queries: String, split: String) throws {
    let asked = Dictionary(
      grouping: try Self.lines(queries, of: Query.self).filter { $0.split == split }, by: \.history)
    self.histories = try Self.lines(histories, of: History.self).compactMap { history in
      asked[history.history].map { (history, $0) }
    }
  }

  private static func lines<Line: Decodable>(_ path: String, of type: Line.Type) throws -> [Line] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
      .map { try decoder.decode(type, from: Data($0)) }
  }
}
