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

  enum CodingKeys: String, CodingKey {
    case title, date, relations
    case sessionID = "session_id"
  }

  /// The most conversations that are listed.
  private static let most = 20

  /// The conversations that are linked to a target, latest first.
  static func about(_ kind: LinkKind, _ target: String, in store: any MemoryStore) throws -> [LinkedConversation] {
    var found: [LinkedConversation] = []
    for link in try store.links(to: kind, targets: [target], limit: 10 * most) {
      if let place = found.firstIndex(where: { $0.sessionID == link.sessionID }) {
        if !found[place].relations.contains(link.relation) { found[place].relations.append(link.relation) }
      } else if found.count < most, let conversation = try store.conversation(link.sessionID) {
        found.append(
          LinkedConversation(
            sessionID: link.sessionID, title: conversation.title ?? conversation.beginning,
            date: conversation.updated, relations: [link.relation]))
      }
    }
    return found
  }
}
