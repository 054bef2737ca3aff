import IpaiDatabase
import TestSupport
import Testing

@testable import IpaiSearch

@Suite struct VectorTests {
  /// Random vectors and the memory they lie in.
  private final class Vectors {
    let documents: [Int64]
    let quantized: [QuantizedVector]
    let scales: [Float]
    let rows: [Int8]

    /// `added` to each number makes all vectors of length 1 similar.
    init(_ count: Int, seed: UInt64, added: Float? = nil) {
      var generator = SeededGenerator(seed: seed)
      documents = (0..<count).map { Int64($0 * 2 + 1) }
      quantized = (0..<count).map { _ in
        let numbers = (0..<128).map { _ in Float.random(in: -1...1, using: &generator) }
        guard let added else { return QuantizedVector(numbers) }
        let length = numbers.reduce(0) { $0 + ($1 + added) * ($1 + added) }.squareRoot()
        return QuantizedVector(numbers.map { ($0 + added) / length })
      }
      scales = quantized.map(\.scale)
      rows = quantized.flatMap(\.bytes)
    }

    func with<Result>(_ body: (VectorMatrix) -> Result) -> Result {
      documents.withUnsafeBufferPointer { documents in
        scales.withUnsafeBufferPointer { scales in
          rows.withUnsafeBufferPointer { rows in
            body(VectorMatrix(documents: documents, scales: scales, rows: rows, dimensions: 128))
          }
        }
      }
    }
  }

  private func nearest(
    _ count: Int, _ query: [Float], _ matrix: VectorMatrix, _ allowed: [UInt8]
  ) -> [VectorScan.Hit] {
    VectorScan.nearest(
      count, to: query, in: matrix, members: [UInt8](repeating: 1, count: 10_000), allowed: allowed
    ).hits
  }

  @Test(arguments: [0, 1, 3, 1023, 1024, 1025, 3000], [1, 10, 5000])
  func theNearestAreThoseOfAFullSort(count: Int, wanted: Int) {
    let vectors = Vectors(count, seed: 1)
    let query = Vectors(1, seed: 2).quantized[0]
    let allowed = (0...(count * 2 + 1)).map { UInt8($0 % 3 == 0 ? 0 : 1) }
    var expected: [VectorScan.Hit] = []
    for (document, vector) in zip(vectors.documents, vectors.quantized) where allowed[Int(document)] == 1 {
      let product = zip(query.bytes, vector.bytes).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
      let similarity = Float(product) * vector.scale * query.scale
      expected.append(VectorScan.Hit(document: Int(document), similarity: similarity))
    }
    expected.sort { $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.document < $1.document }
    let floats = query.bytes.map { Float($0) * query.scale }
    let found = vectors.with { nearest(wanted, floats, $0, allowed) }
    #expect(found.map(\.document) == expected.prefix(wanted).map(\.document))
    for (hit, other) in zip(found, expected) { #expect(abs(hit.similarity - other.similarity) < 1e-3) }
  }

  @Test func whatIsOutOfRangeIsPassedOver() {
    let vectors = Vectors(10, seed: 3)
    #expect(
      vectors.with { nearest(5, [Float](repeating: 1, count: 128), $0, [1, 1]) }.map(\.document) == [1])
    #expect(
      vectors.with { nearest(5, [1, 2], $0, [UInt8](repeating: 1, count: 99)) }.isEmpty)
    #expect(
      vectors.with { nearest(0, [Float](repeating: 1, count: 128), $0, [1, 1]) }.isEmpty)
  }

  @Test(arguments: [Int.min, -1, 0, 1, Int.max - 1, Int.max])
  func anyNumberOfResultsCanBeAskedFor(count: Int) {
    let vectors = Vectors(10, seed: 4)
    let query = [Float](repeating: 1, count: 128)
    let allowed = [UInt8](repeating: 1, count: 99)
    let expected = min(max(count, 0), 10)
    #expect(vectors.with { nearest(count, query, $0, allowed) }.count == expected)
    #expect(TopDocuments.best(count, of: [Float](repeating: 1, count: 10)).count == expected)
  }

  @Test func quantizingKeepsTheDirection() {
    #expect(QuantizedVector([Float](repeating: 0, count: 64)).bytes.allSatisfy { $0 == 0 })
    let vector = QuantizedVector([1, -0.5, 0.25] + [Float](repeating: 0, count: 61))
    #expect(vector.bytes[0] == 127 && vector.bytes[1] == -64 && abs(vector.scale - 1 / 127) < 1e-6)
  }

  @Test func howFarSimilaritiesSpreadDoesNotDependOnWhatMayBeFound() {
    let vectors = Vectors(2000, seed: 5)
    let query = [Float](repeating: 0.01, count: 128)
    let members = [UInt8](repeating: 1, count: 4001)
    let some = (0...4000).map { UInt8($0 % 7 == 0 ? 1 : 0) }
    func found(_ allowed: [UInt8]) -> NearestVectors {
      vectors.with { VectorScan.nearest(10, to: query, in: $0, members: members, allowed: allowed) }
    }
    #expect(found(members).deviation == found(some).deviation && found(members).hits != found(some).hits)
    let all = vectors.with { VectorScan.nearest(2000, to: query, in: $0, members: members, allowed: members) }.hits
    let mean = all.reduce(0) { $0 + $1.similarity } / 2000
    let variance = all.reduce(0) { $0 + ($1.similarity - mean) * ($1.similarity - mean) }
    #expect(abs(found(members).deviation - ((variance + 0.5) / 2050).squareRoot()) < 1e-4)
    // Of nothing the usual is assumed.
    #expect(
      abs(vectors.with { VectorScan.nearest(1, to: query, in: $0, members: [], allowed: []) }.deviation - 0.1) < 1e-6)
  }

  private func words(_ scores: [Float]) -> TermScores {
    TermScores(
      scores: scores, allowed: scores.map { _ in 1 }, inverseDocumentFrequencies: [], postings: [],
      collection: CollectionStatistics([], model: BM25F()), model: BM25F(), incidental: IncidentalField(column: nil))
  }

  private func meaning(_ pairs: [(Int, Float)], floor: Float = 0) -> Ranking.Meaning {
    let hits = pairs.map { VectorScan.Hit(document: $0.0, similarity: $0.1) }
    return Ranking.Meaning(nearest: NearestVectors(hits: hits, deviation: 0.1), floor: floor)
  }

  @Test func wordsAndMeaningAreAdded() {
    let found = meaning([(2, 0.9), (1, 0.5), (0, 0.4)])
    let mixed = Ranking(words: words([10, 5, 0, 1]), meaning: found, mode: .hybrid).best(9)
    #expect(mixed.map(\.document) == [0, 2, 1, 3])
    // No word is rare here, and none is held by the best: 1.55 for each deviation.
    let expected: [Float] = [10 + 1.55 * 4, 1.55 * 9, 5 + 1.55 * 5, 1]
    for (one, score) in zip(mixed, expected) { #expect(abs(one.score - score) < 1e-4) }
    #expect(abs(mixed[1].meaning - 1.55 * 9) < 1e-4 && mixed[3].meaning == 0)
    #expect(mixed.map(\.isMeaningOnly) == [false, true, false, false])
    #expect(mixed.map(\.similarity) == [0.4, 0.9, 0.5, nil])
  }

  @Test func eachModeCountsWhatItSays() {
    let found = meaning([(2, 0.9), (1, 0.5), (0, 0.4)])
    let lexical = Ranking(words: words([10, 5, 0, 1]), meaning: nil, mode: .lexical).best(9)
    #expect(lexical.map(\.score) == [10, 5, 1])
    let vector = Ranking(words: words([10, 5, 0, 1]), meaning: found, mode: .vector).best(9)
    #expect(vector.map(\.document) == [2, 1, 0] && vector.map(\.score) == [0.9, 0.5, 0.4])
    // A query none of whose words occur is answered by meaning alone.
    #expect(Ranking(words: words([0, 0, 0]), meaning: found, mode: .hybrid).best(9).map(\.document) == [2, 1, 0])
    #expect(Ranking(words: words([0, 0, 0]), meaning: meaning([]), mode: .hybrid).best(9).isEmpty)
  }

  @Test func whatIsNotNearEnoughNeedsAWord() {
    let found = meaning([(2, 0.9), (1, 0.35), (0, 0.2)], floor: 0.3)
    for mode in [SearchMode.hybrid, .vector] {
      #expect(Ranking(words: words([0, 0, 0]), meaning: found, mode: mode).best(9).map(\.document) == [2, 1])
      #expect(Ranking(words: words([1, 0, 0]), meaning: found, mode: mode).best(9).map(\.document).contains(0))
    }
    let beyond = meaning([(2, 0.9)], floor: .infinity)
    #expect(Ranking(words: words([0, 0, 0]), meaning: beyond, mode: .hybrid).best(9).isEmpty)
  }

  @Test(arguments: [(10, 0.18), (100, 0.24), (1000, 0.29), (10_000, 0.33), (1_000_000, 0.4)])
  func theMoreDocumentsTheNearerOneMustBe(count: Int, floor: Float) {
    #expect(abs(MeaningFloor.similarity(among: count) - floor) < 0.006)
    #expect(MeaningFloor.similarity(among: 0).isFinite)
  }

  @Test func theScoresDoNotDependOnHowManyAreAskedFor() {
    let pairs = (0..<3000).map { ($0, 0.9 - Float($0) / 5000) }
    let scores = (0..<3000).map { Float($0 % 7) }
    func best(_ count: Int) -> [Ranked] {
      let found = meaning(Array(pairs.prefix(max(Ranking.nearest, count))))
      return Ranking(words: words(scores), meaning: found, mode: .hybrid).best(count)
    }
    #expect(best(10).count == 10 && best(2500).count == 2500)
    for (one, other) in zip(best(10), best(2500)) {
      #expect(one.document == other.document && one.score == other.score)
    }
  }

  @Test func theNamedStandFirst() {
    let found = meaning([(2, 0.9)])
    let ranked = Ranking(words: words([10, 5, 0, 1]), meaning: found, mode: .hybrid).best(3, named: [3, 0])
    #expect(ranked.map(\.document) == [3, 0, 2] && ranked.map(\.name).prefix(2).allSatisfy { $0 > 0 })
    #expect(ranked.map(\.score) == ranked.map(\.score).sorted(by: >))
  }

  /// A later page looks up more named documents, and their scores are compared with those of other corpora.
  @Test func howManyAreNamedDoesNotChangeTheirScoresAmongCorpora() {
    let ranking = Ranking(words: words([1, 0.5, 0, 0.1]), meaning: nil, mode: .lexical, sharesScale: true)
    let all = ranking.best(4, named: [3, 0, 2])
    #expect(all.map(\.document) == [3, 0, 2, 1])
    #expect(ranking.best(2, named: [3, 0]).map(\.score) == all.prefix(2).map(\.score))
    #expect(all.prefix(3).allSatisfy { $0.score > ranking.bestPossible && $0.name == $0.score })
    #expect(all[0].score > all[1].score && all[1].score > all[2].score)
  }

  /// Similarities that all are near each other are spread as those of the reference.
  @Test(arguments: [Float(0), 1, 3])
  func similaritiesOfAnotherModelAreBroughtToTheUsualSpread(added: Float) {
    let vectors = Vectors(400, seed: 5, added: added)
    let spread = vectors.with { SimilaritySpread(of: $0) }
    let standard = (0..<399).map { number in
      let one = vectors.quantized[number]
      let other = vectors.quantized[number + 1]
      let product = zip(one.bytes, other.bytes).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
      return spread.standard(Float(product) * one.scale * other.scale)
    }
    let mean = standard.reduce(0, +) / 399
    let deviation = (standard.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    #expect(abs(mean - 0.25) < 0.04 && abs(deviation - 0.14) < 0.04, "\(mean) \(deviation)")
  }

  @Test func fewOrEqualVectorsHaveASpreadToo() {
    #expect(Vectors(3, seed: 6).with { SimilaritySpread(of: $0) } == SimilaritySpread(mean: 0.25, deviation: 0.14))
    let equal = Vectors(20, seed: 7, added: 1e9).with { SimilaritySpread(of: $0) }
    #expect(equal.deviation == 0.001 && equal.standard(equal.mean).isFinite)
  }
}
