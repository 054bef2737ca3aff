import Foundation
import GRDB
import IpaiCore
import IpaiGit
import IpaiSearch

/// The part of a ranking that a search shows. A page goes on after the commit that the one before it ended with, wherever
/// that stands now: commits that were added meanwhile move it and are not in the way.
struct SearchPage {
  private let list: PagedList
  private let after: PageCursor?
  private let most: Int?

  /// Throws `IpaiError(.usage)` for a cursor of another search.
  init(_ request: SearchRequest, _ scope: CommitScope) throws {
    let list = PagedList(
      "rag search", repository: scope.repository?.gitDirectory, request.filter,
      [request.query, request.corpus, request.mode?.rawValue, request.like, "\(request.isPlain)"])
    self.list = list
    after = try request.after.map { try PageCursor($0, of: list) }
    most = request.isUnlimited ? nil : request.maxResults
  }

  /// How many of `all` documents have to be ranked: one more than is shown, which tells whether there is more; a later page
  /// wants them all.
  func count(of all: Int) -> Int {
    guard after == nil, let most, most < all else { return all }
    return most + 1
  }

  /// The part that is shown, each document with the id of its commit, and where the next begins.
  func cut(_ ranked: [Ranked], _ db: Database) throws -> (shown: [(ranked: Ranked, id: ObjectID)], next: String?) {
    let rest = try ranked[start(ranked, db)...]
    let shown = try rest.prefix(most ?? rest.count).map { ranked in
      (ranked: ranked, id: try CommitRows.id(db, ofNumber: ranked.document))
    }
    guard shown.count < rest.count, let last = shown.last else { return (shown, nil) }
    return (shown, PageCursor(key: Int64(last.ranked.score.bitPattern), id: last.id.bytes).text(of: list))
  }

  /// After the commit of the cursor or, where that is no longer found, after what scored as well.
  private func start(_ ranked: [Ranked], _ db: Database) throws -> Int {
    guard let after else { return 0 }
    let row = try CommitRows.number(db, ofID: after.id)
    if let row, let place = ranked.firstIndex(where: { $0.document == row }) { return place + 1 }
    let score = Float(bitPattern: UInt32(truncatingIfNeeded: after.key))
    return ranked.firstIndex { $0.score < score } ?? ranked.endIndex
  }
}
