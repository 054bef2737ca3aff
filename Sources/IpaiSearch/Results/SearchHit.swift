package import IpaiCore

/// A document that was found, of any kind: what is known about all kinds, and what only its corpus knows.
package struct SearchHit: Sendable {
  /// The corpus that it belongs to.
  package var corpus: String
  /// Its id within the corpus, as people write it.
  package var id: String
  /// Its score and the parts of it.
  package var score: HitScore
  /// When it was made or last changed.
  package var date: Timestamp
  /// One line that names it.
  package var title: String
  /// Where it is: the path of a repository or of a file, the id of a conversation.
  package var place: String
  /// The line of it that matched best; nil when no single line did.
  package var match: MatchedLine?
  /// What only its corpus knows.
  package var payload: any HitPayload

  /// A hit of `corpus`.
  package init(
    corpus: String, id: String, score: HitScore, date: Timestamp, title: String, place: String, match: MatchedLine?,
    payload: any HitPayload
  ) {
    self.corpus = corpus
    self.id = id
    self.score = score
    self.date = date
    self.title = title
    self.place = place
    self.match = match
    self.payload = payload
  }
}
