package import IpaiCore
import IpaiMemory

/// A conversation about something, as it is listed there.
package struct LinkedConversation: Codable, Sendable, Equatable {
  /// Its id.
  package var sessionID: String
  /// What it is called or, where it has no title, how it begins.
  package var title: String
  /// When it ended.
  package var date: Timestamp
  /// How it is related, each word once.
  package var relations: [String]
  /// The id of the message that is linked; nil when it is the conversation as a whole.
  package var message: String?
  /// How that message begins; nil for none.
  package var excerpt: String?

  enum CodingKeys: String, CodingKey {
    case title, date, relations, message, excerpt
    case sessionID = "session_id"
  }

  /// The most conversations that are listed.
  private static let most = 20
  /// How many characters of a message are shown.
  private static let excerptLength = 240

  /// A conversation that a link belongs to. Throws `IpaiError` when the message cannot be read.
  init(_ conversation: StoredConversation, _ link: MemoryLink, in store: any MemoryStore) async throws {
    sessionID = conversation.sessionID
    title = conversation.title ?? conversation.beginning
    date = conversation.updated
    relations = [link.relation]
    message = link.message
    guard let message = link.message else { return }
    do {
      let found = try await store.messages(of: conversation.sessionID, around: message, before: 0, after: 0).first
      excerpt = found.map { Self.excerpt($0.content) }
    } catch let error as IpaiError where error.code == .notFound {
      // It was forgotten meanwhile.
    }
  }

  /// Notes how else the conversation is related.
  mutating func add(_ link: MemoryLink) {
    if !relations.contains(link.relation) { relations.append(link.relation) }
  }

  /// The conversations that are linked to a target, latest first.
  static func about(_ kind: LinkKind, _ target: String, in store: any MemoryStore) async throws -> [LinkedConversation]
  {
    var found: [LinkedConversation] = []
    for link in try await store.links(to: kind, targets: [target], limit: 10 * most) {
      if let place = found.firstIndex(where: { $0.sessionID == link.sessionID }) {
        found[place].add(link)
      } else if found.count < most, let conversation = try await store.conversation(link.sessionID) {
        found.append(try await LinkedConversation(conversation, link, in: store))
      }
    }
    return found
  }

  private static func excerpt(_ text: String) -> String {
    let words = text.prefix(4 * excerptLength).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > excerptLength else { return words }
    let cut = words.prefix(excerptLength)
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return cut[..<end] + "…"
  }
}
