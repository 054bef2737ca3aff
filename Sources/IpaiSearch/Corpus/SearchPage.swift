import IpaiCore

/// The part of a search that is shown. A page goes on after the document that the one before it ended with, wherever that
/// stands now: documents that were added meanwhile move it and are not in the way.
struct SearchPage {
  /// How many hits at most; nil for all.
  let most: Int?
  private let list: PagedList
  private let after: PageCursor?

  /// Throws `IpaiError(.usage)` for a cursor of another search.
  init(_ request: SearchRequest, corpora: [String], scopes: [String?]) throws {
    let scope = scopes.compactMap(\.self).joined(separator: "\u{0}")
    list = PagedList(
      "rag search", scope: scope.isEmpty ? nil : scope, request.filter,
      [
        request.query, corpora.joined(separator: ","), request.mode?.rawValue, request.like, "\(request.isPlain)",
      ])
    let list = list
    after = try request.after.map { try PageCursor($0, of: list) }
    most = request.isUnlimited ? nil : request.maxResults
  }

  /// What to ask of a corpus, by its place among those that are searched.
  func part(ofCorpus place: Int) -> RankingPart {
    guard let after else { return RankingPart(most: most) }
    let score = Float(bitPattern: UInt32(truncatingIfNeeded: after.key))
    let ended = Int(after.key >> 32)
    let rest: RankingPlace.After
    if place == ended {
      rest = .document(after.id)
    } else {
      // Among equal scores an earlier corpus came first.
      rest = place < ended ? .all : .none
    }
    return RankingPart(after: RankingPlace(score: score, after: rest), most: most)
  }

  func cursor(after document: RankedDocuments.Document, ofCorpus place: Int) -> String {
    PageCursor(key: Int64(place) << 32 | Int64(document.score.bitPattern), id: document.id).text(of: list)
  }
}
