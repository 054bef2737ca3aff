package import IpaiMemory

/// A page of a list of conversations.
package struct ConversationPage: ListOutcome, Equatable {
  /// The conversations of the page, latest first.
  package var items: [StoredConversation] = []
  /// The cursor of the next page; nil when there is none.
  package var next: String?

  enum CodingKeys: String, CodingKey {
    case next
    case items = "conversations"
  }
}
