/// A page of whole conversations.
package struct ExportedPage: ListOutcome, Equatable {
  /// The conversations of the page, latest first.
  package var items: [ExportedConversation] = []
  /// The cursor of the next page; nil when there is none.
  package var next: String?

  enum CodingKeys: String, CodingKey {
    case next
    case items = "conversations"
  }
}
