import IpaiCore
import IpaiDatabase
import IpaiMemory
import IpaiSearch
import StoreTestSupport
import Testing

/// The stores that the contract suite runs on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  case postgres

  var testDescription: String { rawValue }

  /// An empty store.
  func make() async throws -> any MemoryStore {
    switch self {
    case .sqlite: SQLiteMemoryStore(try DatabaseFile.inMemory())
    case .postgres: PostgresMemoryStore(try await PostgresFixture.migrated().pool())
    }
  }
}

/// The time at which tests run.
let noon = Timestamp(seconds: 1_800_000_000)

extension NewConversation {
  /// A conversation of user and assistant in turns, a minute apart, with the ids m0, m1, …
  static func talk(_ sessionID: String, _ texts: String..., from start: Int64 = 1_700_000_000) -> NewConversation {
    talk(sessionID, texts: texts, from: start)
  }

  /// The same for any number of texts.
  static func talk(_ sessionID: String, texts: [String], from start: Int64 = 1_700_000_000) -> NewConversation {
    NewConversation(
      sessionID: sessionID,
      messages: texts.enumerated().map { place, text in
        NewMessage(
          id: "m\(place)", role: place % 2 == 0 ? "user" : "assistant", content: text,
          timestamp: Timestamp(seconds: start + Int64(place) * 60))
      })
  }
}

extension MemoryStore {
  /// Checks and stores a conversation.
  @discardableResult
  func add(_ conversation: NewConversation) async throws -> AddedConversation {
    let prepared = try ConversationPreparation(now: noon).prepare(conversation)
    return try await add([prepared])[0].get()
  }

  /// The messages of a conversation.
  func allMessages(of sessionID: String) async throws -> [StoredMessage] {
    var messages: [StoredMessage] = []
    try await self.messages(of: sessionID) { messages.append($0) }
    return messages
  }

  /// The ids of the conversations of a page, and the cursor of the next one.
  func ids(_ filter: ConversationFilter = ConversationFilter(), most: Int? = nil, after: String? = nil) async throws
    -> (ids: [String], next: String?)
  {
    var ids: [String] = []
    let next = try await list(filter, PageRequest(maxResults: most, after: after)) { ids.append($0.sessionID) }
    return (ids, next)
  }
}
