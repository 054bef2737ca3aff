package import IpaiCore
import IpaiSearch

/// What only memory knows of a message that was found.
package struct MessageHit: HitPayload, Equatable {
  /// The conversation.
  package var sessionID: String
  /// What the conversation is.
  package var kind: StoredConversation.Kind
  /// What the conversation is called; nil for none.
  package var title: String?
  /// Who the conversation belongs to; nil where that was not said.
  package var userID: String?
  /// The id of the message within the conversation.
  package var message: String
  /// Which passage of a long message it is, from 0.
  package var part: Int
  /// Who spoke.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// When it was said.
  package var date: Timestamp
  /// The text of the message or passage.
  package var text: String
}

extension MessageHit {
  /// The hit for the message.
  func hit(_ ranked: Ranked, _ writer: HitWriter) -> SearchHit {
    let score = writer.score(ranked)
    var match = writer.bestLine(of: [("text", text[...])], score)
    if ranked.name > 0 { match = MatchedLine(field: "message", text: message, words: [message]) }
    return SearchHit(
      corpus: CorpusLayout.memory.name, id: message, score: score, date: date,
      title: String(text.prefix { !$0.isNewline }.prefix(200)), place: sessionID, match: match, payload: self)
  }
}
