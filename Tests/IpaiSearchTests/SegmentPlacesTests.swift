import Testing

@testable import IpaiSearch

@Suite struct SegmentPlacesTests {
  @Test func onlySegmentsThatMayHaveANumberAreNamed() {
    let places = SegmentPlaces()
    #expect(places.segments(with: [1]).isEmpty)
    for (segment, range) in [(7, 1...10), (3, 11...20), (5, 15...30), (9, 40...40)] as [(Int64, ClosedRange<Int64>)] {
      places.note(segment, range)
    }
    #expect(places.known.sorted() == [3, 5, 7, 9])
    for (numbers, segments) in [
      ([], []), ([0], []), ([1], [7]), ([10, 11], [3, 7]), ([17], [3, 5]), ([0, 31, 39, 41], []),
      ([5, 35, 40], [7, 9]),
      ([0, 16, 100], [3, 5]), ([1, 20, 40], [3, 5, 7, 9]),
    ] as [([Int64], [Int64])] {
      #expect(places.segments(with: numbers) == segments, "\(numbers)")
    }
  }
}
