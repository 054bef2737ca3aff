import IpaiDatabase

extension TermPostings {
  /// The posting of `document` within the range of one phrase, found by bisection; nil when there is none.
  func posting(of document: Int, in range: Range<Int>) -> Posting? {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(postings[middle].document) < document { low = middle + 1 } else { high = middle }
    }
    guard low < range.upperBound, Int(postings[low].document) == document else { return nil }
    return postings[low]
  }
}
