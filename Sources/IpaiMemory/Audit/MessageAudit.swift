import IpaiCore

/// Looks through messages for what does not help: the same text twice, nothing at all, and what was recalled and then stored
/// again.
package struct MessageAudit {
  /// Where a message is.
  package struct Place: Codable, Sendable, Hashable {
    /// The conversation.
    package var sessionID: String
    /// The id of the message within it.
    package var message: String

    enum CodingKeys: String, CodingKey {
      case message
      case sessionID = "session_id"
    }
  }

  /// The messages whose text was recalled from memory.
  package private(set) var recalled: [Place] = []
  /// The conversations in which nothing is said.
  package private(set) var empty: [String] = []
  private var places: [UInt64: [Place]] = [:]
  private var hasContent = false

  /// Texts of fewer bytes, such as "yes" and "thanks", are often said again.
  private static let shortBytes = 40

  package init() {}

  /// Looks at a message.
  package mutating func add(_ message: StoredMessage, of sessionID: String) {
    let place = Place(sessionID: sessionID, message: message.id)
    if message.content.contains(where: { !$0.isWhitespace }) { hasContent = true }
    if RecallFence.isRecalled(message.content) { recalled.append(place) }
    guard message.content.utf8.count >= Self.shortBytes else { return }
    places[Self.fingerprint(message.content), default: []].append(place)
  }

  /// Ends a conversation, all of whose messages have been added.
  package mutating func endConversation(_ sessionID: String) {
    if !hasContent { empty.append(sessionID) }
    hasContent = false
  }

  /// The groups of messages that say the same but for white space and case, largest first.
  package var duplicates: [[Place]] {
    places.values.filter { $0.count > 1 }.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      return (left[0].sessionID, left[0].message) < (right[0].sessionID, right[0].message)
    }
  }

  /// 64 bits of a text, the same for texts that differ in white space and case alone.
  private static func fingerprint(_ text: String) -> UInt64 {
    var bytes: [UInt8] = []
    for word in text.lowercased().utf8.split(whereSeparator: { $0 <= 32 }) {
      bytes += word
      bytes.append(32)
    }
    return bytes.withUnsafeBytes { ByteHash.of($0) }
  }
}
