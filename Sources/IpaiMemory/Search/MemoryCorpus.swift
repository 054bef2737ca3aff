package import GRDB
import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The messages of a database, as a corpus that can be searched.
package struct MemoryCorpus: DocumentCorpus {
  /// `CorpusLayout.memory`.
  package let layout = CorpusLayout.memory
  /// By time and by what belongs to conversations.
  package let filters: Set<SearchFilter> = [.date, .session, .user, .role, .link]

  /// The messages of whatever database is passed to its methods.
  package init() {}

  /// Everything that is not archived.
  package func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> MemoryScope { MemoryScope() }

  /// The messages that the request's filter keeps.
  package func kept(_ db: Database, by request: SearchRequest, in scope: MemoryScope, size: Int) throws -> [UInt8]? {
    try SearchedMessages.kept(db, by: request.filter, size: size)
  }

  /// The messages whose id is the query.
  package func named(
    _ db: Database, by request: SearchRequest, in scope: MemoryScope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? {
    guard request.query.utf8.count <= MemoryLimits.idBytes else { return nil }
    let found = try SearchedMessages.named(db, request.query, request.filter, limit: limit)
    guard !found.isEmpty else { return nil }
    return NamedDocuments(found, isWhole: true)
  }

  /// The number of a message, in 8 bytes: it never belongs to another one.
  package func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] {
    MessageID.bytes(Int64(number))
  }

  /// The number that an id stands for; nil when the message has been removed.
  package func document(_ db: Database, ofID id: [UInt8]) throws -> Int? {
    guard let number = MessageID.number(id).flatMap({ Int(exactly: $0) }), try SearchedMessages.isThere(db, number)
    else { return nil }
    return number
  }

  /// The hit for a message, whose payload is a `MessageHit`.
  package func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest,
    in scope: MemoryScope
  ) throws -> SearchHit? {
    guard let number = MessageID.number(id).flatMap({ Int(exactly: $0) }),
      let message = try SearchedMessages.message(db, number)
    else { return nil }
    return message.hit(ranked, writer)
  }
}
