import Foundation
import IpaiActions
import IpaiCore
import IpaiMemory

/// A conversation for people: what is known of it, its links, and its messages.
struct ConversationText {
  let theme: Theme

  /// The whole text.
  func text(_ shown: ShownConversation) -> String {
    let parts = [head(shown.conversation), links(shown.links), shown.messages.map(message).joined(separator: "\n")]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func head(_ conversation: StoredConversation) -> String {
    var rows = [("Session", theme.id(clean(conversation.sessionID)))]
    if let title = conversation.title { rows.append(("Title", clean(title))) }
    if let user = conversation.userID { rows.append(("User", clean(user))) }
    rows.append(("From", conversation.created.rfc3339))
    rows.append(("To", conversation.updated.rfc3339))
    if let archived = conversation.archived { rows.append(("Archived", archived.rfc3339)) }
    for (key, value) in conversation.context.sorted(by: { $0.key < $1.key }) {
      rows.append((clean(key), clean(value)))
    }
    if let summary = conversation.summary { rows.append(("Summary", clean(summary))) }
    return rows.map { theme.dim(TerminalText.padded($0.0 + ":", to: 12)) + " " + $0.1 + "\n" }.joined()
  }

  private func links(_ links: [MemoryLink]) -> String {
    links.map { theme.dim("\($0.relation):") + " \($0.kind.rawValue) \(clean($0.citation))\n" }.joined()
  }

  private func message(_ message: StoredMessage) -> String {
    let speaker = message.name.map { "\($0) (\(message.role))" } ?? message.role
    let head = theme.id(clean(speaker)) + "  " + theme.dim(message.timestamp.rfc3339 + "  " + clean(message.id))
    let lines = message.content.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + clean($0) }
    return head + "\n" + lines.joined(separator: "\n") + "\n"
  }

  private func clean(_ text: some StringProtocol) -> String { TerminalText.sanitized(text) }
}
