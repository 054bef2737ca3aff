import IpaiCore
import TestSupport
import Testing

@testable import IpaiSearch

@Suite struct SegmentTests {
  private func postings(_ segment: WordSegment) -> [String: [UInt8]] {
    let stored = segment.terms.filter { !$0.postings.isEmpty }
    return Dictionary(uniqueKeysWithValues: stored.map { ($0.term, $0.postings) })
  }

  @Test func termsArePlacedByDocumentAndField() throws {
    let segment = WordSegment([
      (number: 7, fields: ["a b a", "c"]), (number: 9, fields: ["", "b read_file B"]), (number: 12, fields: ["a", ""]),
    ])
    #expect(segment.documents == [7, 9, 12])
    #expect(try WordSegment.lengths(segment.lengths, fields: 2, of: 3) == [[3, 1], [0, 4], [1, 0]])
    let found = try SegmentPosting.read(postings(segment)["a"] ?? [])
    #expect(found == [.init(place: 0, positions: [0: [0, 2]]), .init(place: 2, positions: [0: [0]])])
    #expect(
      try SegmentPosting.read(postings(segment)["b"] ?? []) == [
        .init(place: 0, positions: [0: [1]]), .init(place: 1, positions: [1: [0, 3]]),
      ])
    var counted: [Int: SIMD8<UInt8>] = [:]
    try SegmentPosting.forEachFrequencies(postings(segment)["b"] ?? []) { counted[$0] = $1 }
    #expect(counted == [0: [1, 0, 0, 0, 0, 0, 0, 0], 1: [0, 2, 0, 0, 0, 0, 0, 0]])
    #expect(postings(segment).keys.sorted() == ["a", "b", "c", "file", "read"])
  }

  /// Merged segments are what their documents would be had they been indexed at once.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func mergedSegmentsAreTheSameAsOne(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["a", "b", "cc", "d1", "é"]
    var kept: [WordSegment.Document] = []
    var merged = WordSegment()
    for segment in 0..<Int.random(in: 1...5, using: &random) {
      let documents: [WordSegment.Document] = (0..<Int.random(in: 1...6, using: &random)).map { number in
        let fields = (0..<2).map { _ in
          (0..<Int.random(in: 0...300, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        }
        return (number: Int64(segment * 10 + number + 1), fields: fields.map { $0.joined(separator: " ") })
      }
      let part = WordSegment(documents)
      let numbers = documents.map { Bool.random(using: &random) ? $0.number : 0 }
      kept += documents.filter { numbers.contains($0.number) }
      let places = merged.append(
        numbers, lengths: try WordSegment.lengths(part.lengths, fields: 2, of: documents.count))
      for term in part.terms { try merged.append(term.term, term.postings, at: places) }
    }
    let whole = WordSegment(kept)
    #expect(merged.documents == whole.documents && merged.lengths == whole.lengths)
    #expect(postings(merged) == postings(whole))
  }

  @Test func numbersOfAnySizeAreReadAgain() throws {
    var bytes: [UInt8] = []
    let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 21, Int(Int32.max)]
    for number in numbers { VariableInteger.append(number, to: &bytes) }
    var reader = VariableInteger.Reader(bytes)
    #expect(try numbers.map { _ in try reader.next() } == numbers)
    #expect(reader.isAtEnd)
    for wrong: [UInt8] in [[0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0xFF, 0xFF, 0xFF, 0xFF, 0x7F]] {
      var reader = VariableInteger.Reader(wrong)
      #expect(throws: IpaiError.self) { try reader.next() }
    }
  }

  /// Whatever stands in the database, reading it ends, and says so or gives postings in order.
  @Test func anyBytesAreReadOrRefused() {
    var random = SeededGenerator(seed: 11)
    var read = 0
    for _ in 0..<20_000 {
      let bytes = random.bytes(Int.random(in: 0...40, using: &random)).map {
        $0 & (Bool.random(using: &random) ? 0xFF : 3)
      }
      var counted: [Int] = []
      var places: [Int] = []
      let isPlaced = (try? SegmentPosting.forEachPlace(bytes) { place, _ in places.append(place) }) != nil
      let isCounted = (try? SegmentPosting.forEachFrequencies(bytes) { place, _ in counted.append(place) }) != nil
      guard let postings = try? SegmentPosting.read(bytes) else { continue }
      read += 1
      #expect(isCounted && counted == postings.map(\.place))
      #expect(isPlaced && places == counted)
      #expect(zip(postings, postings.dropFirst()).allSatisfy { $0.place < $1.place })
      for positions in postings.flatMap(\.positions.values) { #expect(positions == positions.sorted()) }
    }
    #expect(read > 100)
  }
}
