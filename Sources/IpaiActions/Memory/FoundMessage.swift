package import IpaiCore
import IpaiMemory
package import IpaiSearch

/// A message that was found, with the parts of its score.
package struct FoundMessage: Codable, Sendable, Equatable {
  /// The id of the message within its conversation.
  package var message: String
  /// The conversation.
  package var sessionID: String
  /// What the conversation is called; nil for none.
  package var title: String?
  /// Who the conversation belongs to; nil where that was not said.
  package var userID: String?
  /// Who spoke.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// When it was said.
  package var date: Timestamp
  /// Higher is better.
  package var score: Double
  /// The parts of the score by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to that of the query, up to 1; nil when only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when it was found by its meaning alone, because no word of the query occurs in it; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The parts of the score by term of the query, highest first; nil when they were not asked for.
  package var terms: [TermContribution]?
  /// Which passage of a long message was found, from 0; nil for a short one.
  package var part: Int?
  /// The line that matched best; the first one where none did.
  package var match: MatchedLine

  /// The message of a hit; `explains` asks for `terms`.
  init(_ hit: SearchHit, _ found: MessageHit, explains: Bool) {
    message = found.message
    sessionID = found.sessionID
    title = found.title
    userID = found.userID
    role = found.role
    name = found.name
    date = hit.date
    score = hit.score.total
    components = hit.score.components
    similarity = hit.score.similarity
    if hit.score.isMeaningOnly { isMeaningOnly = true }
    if explains { terms = hit.score.terms }
    if found.part > 0 { part = found.part }
    match = hit.match ?? MatchedLine(field: "text", text: hit.title, words: [])
  }

  enum CodingKeys: String, CodingKey {
    case message, title, role, name, date, score, components, similarity, terms, part, match
    case sessionID = "session_id"
    case userID = "user_id"
    case isMeaningOnly = "meaning_only"
  }
}
