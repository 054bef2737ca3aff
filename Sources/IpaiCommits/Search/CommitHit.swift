import IpaiSearch

extension StoredCommit: HitPayload {}

extension StoredCommit {
  /// The hit for the commit, whose payload it is.
  func hit(_ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest, in scope: CommitScope) -> SearchHit {
    var commit = self
    if let path = scope.repository?.path { commit.repository = path }
    let text = MessageText(message)
    let score = writer.score(ranked)
    let match: MatchedLine?
    if ranked.name > 0 {
      match = CommitIDQuery(request)?.match(id)
    } else {
      match = writer.bestLine(of: shownTexts(text), score)
    }
    return SearchHit(
      corpus: CorpusLayout.commits.name, id: id, score: score, date: committed, title: String(text.subject),
      place: commit.repository ?? "", match: match, payload: commit)
  }

  /// What is shown of it, by field.
  private func shownTexts(_ text: MessageText) -> [(field: String, text: Substring)] {
    let paths = changes.map(\.path).joined(separator: "\n")
    return [("subject", text.subject), ("body", text.bodyWithoutTrailers), ("paths", paths[...])]
  }
}
