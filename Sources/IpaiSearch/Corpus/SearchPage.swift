import IpaiCore

/// The part of a search that is shown. A page continues after the document that the page before it ended with, even when
/// documents that were added in the meantime have moved it.
struct SearchPage {
  /// How many hits at most; nil for all.
  let most: Int?
  private let list: PagedList
  private let after: PageCursor?

  /// Throws `IpaiError(.usage)` for a cursor of another search.
  init(_ request: SearchRequest, corpora: [String], scopes: [String?]) throws {
    let identities = scopes.compactMap(\.self)
    let scope: String? = if identities.isEmpty { nil } else { identities.joined(separator: "\u{0}") }
    let list = PagedList(
      "rag search", scope: scope, request.filter,
      [
        request.query, corpora.joined(separator: ","), request.mode?.rawValue, request.like, "\(request.isPlain)",
        "\(request.isGrouped)", "\(request.isByWhole)",
      ])
    self.list = list
    after = try request.after.map { try PageCursor($0, of: list) }
    most = request.isUnlimited ? nil : request.maxResults
  }

  /// What to ask of a corpus, by its place among those that are searched.
  func part(ofCorpus place: Int) -> RankingPart {
    guard let after else { return RankingPart(most: most) }
    let score = Float(bitPattern: UInt32(truncatingIfNeeded: after.key))
    let ended = Int(after.key >> 32)
    let rest: RankingPlace.After
    // Among equal scores an earlier corpus came first.
    if place < ended {
      rest = .all
    } else if place == ended {
      rest = .document(after.id)
    } else {
      rest = .none
    }
    return RankingPart(after: RankingPlace(score: score, after: rest), most: most)
  }

  /// The cursor of the page that follows a document of the corpus at `place`.
  func cursor(after document: RankedDocuments.Document, ofCorpus place: Int) -> String {
    PageCursor(key: Int64(place) << 32 | Int64(document.score.bitPattern), id: document.id).text(of: list)
  }
}
