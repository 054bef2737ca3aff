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

    init(_ count: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      documents = (0..<count).map { Int64($0 * 2 + 1) }
      quantized = (0..<count).map { _ in
        QuantizedVector((0..<128).map { _ in Float.random(in: -1...1, using: &generator) })
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
    let found = vectors.with { VectorScan.best(wanted, for: floats, in: $0, allowed: allowed) }
    #expect(found.map(\.document) == expected.prefix(wanted).map(\.document))
    for (hit, other) in zip(found, expected) { #expect(abs(hit.similarity - other.similarity) < 1e-3) }
  }

  @Test func whatIsOutOfRangeIsPassedOver() {
    let vectors = Vectors(10, seed: 3)
    #expect(
      vectors.with { VectorScan.best(5, for: [Float](repeating: 1, count: 128), in: $0, allowed: [1, 1]) }.count <= 1)
    #expect(
      vectors.with { VectorScan.best(5, for: [1, 2], in: $0, allowed: [UInt8](repeating: 1, count: 99)) }.isEmpty)
    #expect(
      vectors.with { VectorScan.best(0, for: [Float](repeating: 1, count: 128), in: $0, allowed: [1, 1]) }.isEmpty)
  }

  @Test func quantizingKeepsTheDirection() {
    #expect(QuantizedVector([Float](repeating: 0, count: 64)).bytes.allSatisfy { $0 == 0 })
    let vector = QuantizedVector([1, -0.5, 0.25] + [Float](repeating: 0, count: 61))
    #expect(vector.bytes[0] == 127 && vector.bytes[1] == -64 && abs(vector.scale - 1 / 127) < 1e-6)
  }

  private func words(_ scores: [Float]) -> TermScores {
    TermScores(
      scores: scores, allowed: scores.map { _ in 1 }, inverseDocumentFrequencies: [], postings: .none, terms: [],
      collection: CollectionStatistics([], model: BM25F()), model: BM25F())
  }

  private func hits(_ pairs: [(Int, Float)]) -> [VectorScan.Hit] {
    pairs.map { VectorScan.Hit(document: $0.0, similarity: $0.1) }
  }

  @Test func wordsAndMeaningAreMixed() {
    let found = hits([(2, 0.9), (1, 0.5), (0, 0.4)])
    let mixed = Ranking.best(9, words: words([10, 5, 0, 1]), hits: found, mode: .hybrid)
    #expect(mixed.map(\.document) == [0, 1, 2, 3])
    let expected: [Float] = [0.8, 0.4 + 0.2 * 0.2, 0.2, 0.08]
    for (one, score) in zip(mixed, expected) { #expect(abs(one.score - score) < 1e-6) }
    #expect(abs(mixed[2].meaning - 0.2) < 1e-6 && mixed[0].meaning == 0)
  }

  @Test func eachModeCountsWhatItSays() {
    let found = hits([(2, 0.9), (1, 0.5), (0, 0.4)])
    let lexical = Ranking.best(9, words: words([10, 5, 0, 1]), hits: nil, mode: .lexical)
    #expect(lexical.map(\.score) == [10, 5, 1])
    let vector = Ranking.best(9, words: words([10, 5, 0, 1]), hits: found, mode: .vector)
    #expect(vector.map(\.document) == [2, 1, 0] && vector.map(\.score) == [0.9, 0.5, 0.4])
    // A query none of whose words occur is answered by meaning alone.
    #expect(Ranking.best(9, words: words([0, 0, 0]), hits: found, mode: .hybrid).map(\.document) == [2, 1])
    #expect(Ranking.best(9, words: words([0, 0, 0]), hits: [], mode: .hybrid).isEmpty)
  }
}
