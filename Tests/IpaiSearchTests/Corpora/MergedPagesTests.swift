import IpaiSearch
import TestSupport
import Testing

/// The order and the pages of several corpora, for any scores.
@Suite struct MergedPagesTests {
  /// Three corpora with many equal scores, one of them perhaps empty.
  private func indexes(_ seed: UInt64) -> [ScoredIndex] {
    var random = SeededGenerator(seed: seed)
    return ["a", "b", "c"].map { name in
      let count = Int.random(in: 0...8, using: &random)
      let scores = (0..<count).map { _ in Float(Int.random(in: 1...4, using: &random)) / 4 }
      return ScoredIndex(corpus: name, scores: scores.sorted(by: >))
    }
  }

  /// Best first; among equal scores by corpus, and within a corpus in its order.
  private func expected(_ indexes: [ScoredIndex]) -> [String] {
    let all = indexes.enumerated().flatMap { corpus, index in
      index.scores.enumerated().map { (corpus: corpus, place: $0, score: $1) }
    }
    let sorted = all.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return (left.corpus, left.place) < (right.corpus, right.place)
    }
    return sorted.map { "\(indexes[$0.corpus].corpus)\($0.place)" }
  }

  private func page(
    _ indexes: [ScoredIndex], _ change: (inout SearchRequest) -> Void
  ) async throws -> (ids: [String], next: String?) {
    var request = SearchRequest(query: "anything")
    change(&request)
    var ids: [String] = []
    let findings = try await CorporaSearch(indexes).run(request) { ids.append($0.corpus + $0.id) }
    return (ids, findings.next)
  }

  @Test(arguments: 1...20)
  func pagesOfAnySizeTogetherAreTheWhole(seed: UInt64) async throws {
    let indexes = indexes(seed)
    let expected = expected(indexes)
    let whole = try await page(indexes) { $0.isUnlimited = true }
    #expect(whole.ids == expected && whole.next == nil)
    for size in 1...5 {
      var ids: [String] = []
      var cursor: String?
      repeat {
        let page = try await page(indexes) {
          $0.maxResults = size
          $0.after = cursor
        }
        // A page is full unless it is the last one.
        #expect(page.ids.count == size || page.next == nil)
        ids += page.ids
        cursor = page.next
        try #require(ids.count <= expected.count)
      } while cursor != nil
      #expect(ids == expected, "\(size)")
    }
  }

  @Test func theRestAfterACursorIsWhatFollows() async throws {
    let indexes = indexes(3)
    let expected = expected(indexes)
    try #require(expected.count > 4)
    let first = try await page(indexes) { $0.maxResults = 3 }
    let rest = try await page(indexes) {
      $0.isUnlimited = true
      $0.after = first.next
    }
    #expect(first.ids + rest.ids == expected && rest.next == nil)
  }
}
