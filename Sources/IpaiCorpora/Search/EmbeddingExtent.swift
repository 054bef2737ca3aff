/// How much is to be embedded.
package struct EmbeddingExtent: Sendable, Equatable {
  /// How many passages have no vector, those with the same text counted once.
  package private(set) var passages = 0
  /// About how many tokens they have.
  package private(set) var tokens = 0
  /// Some of their texts, spread evenly.
  package private(set) var sample: [[UInt8]] = []
  /// About how many tokens these have.
  package private(set) var sampleTokens = 0

  private let wanted: Int
  /// Every so many texts one is kept; when there are twice too many, each second one goes.
  private var step = 1

  /// Nothing yet; about `sampled` texts will be kept as a sample.
  init(sampled: Int) { wanted = sampled }

  /// Adds a text that has no vector.
  mutating func add(_ text: String) {
    tokens += TokenEstimate.count(Array(text.utf8)[...])
    if wanted > 0, passages % step == 0 { sample.append(Array(text.utf8)) }
    passages += 1
    guard wanted > 0, sample.count >= 2 * wanted else { return }
    sample = sample.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    step *= 2
  }

  /// Keeps no more of the sample than was wanted.
  mutating func finish() {
    sample = Array(sample.prefix(wanted))
    sampleTokens = sample.reduce(0) { $0 + TokenEstimate.count($1[...]) }
  }
}
