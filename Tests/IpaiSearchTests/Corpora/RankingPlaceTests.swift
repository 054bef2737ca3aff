import IpaiSearch
import Testing

/// Where a page goes on in a ranking.
@Suite struct RankingPlaceTests {
  private static let scores: [Float] = [9, 7, 7, 7, 4]

  private func start(_ score: Float, _ after: RankingPlace.After, _ place: Int? = nil) -> Int {
    RankingPlace(score: score, after: after).start(in: Self.scores) { _ in place }
  }

  @Test(arguments: [
    (Float(10), 0, 0), (9, 0, 1), (8, 1, 1), (7, 1, 4), (5, 4, 4), (4, 4, 5), (3, 5, 5),
  ])
  func amongScoresOfAnotherCorpus(score: Float, withEquals: Int, withoutEquals: Int) {
    #expect(start(score, .none) == withEquals)
    #expect(start(score, .all) == withoutEquals)
  }

  @Test func behindTheDocumentWhereverItStands() {
    #expect(start(7, .document([1]), 2) == 3)
    #expect(start(7, .document([1]), 0) == 1)
    #expect(start(7, .document([1]), nil) == 4)
  }
}
