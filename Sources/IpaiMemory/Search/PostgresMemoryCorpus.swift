package import IpaiPostgres
package import IpaiSearch

/// The messages of a PostgreSQL database, as a corpus that can be searched.
package struct PostgresMemoryCorpus: PostgresCorpus {
  /// `CorpusLayout.memory`.
  package let layout = CorpusLayout.memory
  /// By time and by what belongs to conversations.
  package let filters: Set<SearchFilter> = [.date, .session, .user, .role, .link]
  /// Computes what is missing.
  package let updateCommand = MemoryScope().updateCommand

  /// The messages of whatever database is passed to its methods.
  package init() {}

  /// Everything that is not archived.
  package func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    try await PostgresSearchedMessages.members(connection)
  }

  /// The messages that the request's filter keeps.
  package func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>? {
    try await PostgresSearchedMessages.kept(connection, by: request.filter)
  }

  /// The messages whose id is the query.
  package func named(
    _ connection: PostgresConnection, by request: SearchRequest, isWord: () -> Bool, limit: Int
  ) async throws -> NamedDocuments? {
    guard request.query.utf8.count <= MemoryLimits.idBytes else { return nil }
    let numbers = try await PostgresSearchedMessages.named(connection, request.query, request.filter)
    // An id says nothing else.
    return NamedDocuments(numbers.prefix(limit).map { Int($0) }, isWhole: true)
  }

  /// The numbers of messages, in 8 bytes.
  package func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]] {
    // A damaged index may have a number twice.
    Dictionary(numbers.map { ($0, MessageID.bytes($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number that an id stands for; nil when the message has been removed.
  package func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64? {
    guard let number = MessageID.number(id) else { return nil }
    return try await PostgresSearchedMessages.messages(connection, [number])[number].map { _ in number }
  }

  /// The messages with these ids.
  package func payloads(
    _ connection: PostgresConnection, of documents: [ShownDocument]
  ) async throws -> [[UInt8]: MessageHit] {
    let numbers = documents.compactMap { MessageID.number($0.id) }
    let found = try await PostgresSearchedMessages.messages(connection, numbers)
    return Dictionary(uniqueKeysWithValues: found.map { (MessageID.bytes($0.key), $0.value) })
  }

  /// The messages in the order of their conversations.
  package func turns(_ connection: PostgresConnection) async throws -> [Turn]? {
    try await PostgresSearchedMessages.turns(connection)
  }

  /// The hit for a message, whose payload is a `MessageHit`.
  package func hit(
    _ payload: MessageHit, _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest
  ) -> SearchHit {
    payload.hit(ranked, writer)
  }
}
