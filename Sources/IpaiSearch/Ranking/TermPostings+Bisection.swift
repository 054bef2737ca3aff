import IpaiDatabase

extension [TermPostings.Posting] {
  /// The posting of `document`, found by bisection in postings by ascending document; nil when there is none.
  func posting(of document: Int) -> TermPostings.Posting? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle].document) < document { low = middle + 1 } else { high = middle }
    }
    guard low < count, Int(self[low].document) == document else { return nil }
    return self[low]
  }
}
