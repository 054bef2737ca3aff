import Synchronization

/// Between which numbers the documents of segments lie, so that the lengths of some documents are found without reading all segments.
///
/// A segment loses documents and never gets any, and its number is not given to another one. So what was read once may be too much later,
/// and is never too little.
package final class SegmentPlaces: Sendable {
  /// By segment.
  private let ranges = Mutex<[Int64: ClosedRange<Int64>]>([:])

  /// Nothing is known yet.
  package init() {}

  /// The segments that are known.
  var known: [Int64] { ranges.withLock { Array($0.keys) } }

  /// Notes that the documents of a segment have numbers in `range`.
  func note(_ segment: Int64, _ range: ClosedRange<Int64>) { ranges.withLock { $0[segment] = range } }

  /// The known segments that may have any of some documents, in the order in which they were made. `numbers` are ascending.
  func segments(with numbers: [Int64]) -> [Int64] {
    ranges.withLock { ranges in
      ranges.filter { Self.hasAny($0.value, of: numbers) }.keys.sorted()
    }
  }

  private static func hasAny(_ range: ClosedRange<Int64>, of numbers: [Int64]) -> Bool {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] <= range.upperBound
  }
}
