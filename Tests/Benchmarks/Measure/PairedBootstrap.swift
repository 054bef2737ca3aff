/// The interval in which the mean of differences lies, by drawing the queries of each source again (Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993, chapter 13). Each source counts as much as any other.
struct PairedBootstrap: Encodable {
  /// The mean over the sources of the means of their differences.
  let mean: Double
  /// The 2.5th percentile.
  let low: Double
  /// The 97.5th percentile.
  let high: Double

  /// `differences` are by source, one a query, and no source is without any.
  init(_ differences: [[Double]], rounds: Int = 10_000) {
    var generator = SplitMix(state: 1)
    func mean(_ draw: (_ source: [Double]) -> Double) -> Double {
      differences.reduce(0) { $0 + draw($1) } / Double(differences.count)
    }
    let means = (0..<rounds).map { _ in
      mean { source in
        source.reduce(0) { sum, _ in sum + source[generator.below(source.count)] } / Double(source.count)
      }
    }.sorted()
    self.mean = mean { $0.reduce(0, +) / Double($0.count) }
    low = means[rounds * 25 / 1000]
    high = means[rounds * 975 / 1000]
  }
}

/// Numbers that are the same in each run (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
private struct SplitMix {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(((mixed ^ (mixed >> 31)) >> 11) % UInt64(count))
  }
}
