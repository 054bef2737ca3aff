import IpaiDatabase

extension TermPostings {
  /// The posting of `document` within a range of one phrase's, found by bisection.
  func posting(of document: Int, in range: Range<Int>) -> Posting? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Int(postings[middle].document) < document { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && Int(postings[low].document) == document ? postings[low] : nil
  }
}
