/// What the samples of a metric in a window of time say.
package struct MetricStatistics: Equatable, Sendable {
  /// How many samples there are.
  package var samples: Int
  /// How many there would be if none was missing.
  package var expected: Int
  package var mean: Double
  package var minimum: Double
  package var maximum: Double
  /// The value that 5 % of the samples stay below.
  package var p05: Double
  package var p50: Double
  package var p95: Double
  /// The latest sample.
  package var last: Double
  /// The share of samples over 85 % of the whole, for metrics that are shares; nil for others.
  package var shareOver85: Double?

  /// Statistics with their parts; where only a value is given, all samples have it.
  package init(
    _ value: Double = 0, samples: Int = 100, expected: Int = 100, mean: Double? = nil, minimum: Double? = nil,
    maximum: Double? = nil, p05: Double? = nil, p50: Double? = nil, p95: Double? = nil, last: Double? = nil,
    shareOver85: Double? = nil
  ) {
    self.samples = samples
    self.expected = expected
    self.mean = mean ?? value
    self.minimum = minimum ?? value
    self.maximum = maximum ?? value
    self.p05 = p05 ?? value
    self.p50 = p50 ?? value
    self.p95 = p95 ?? value
    self.last = last ?? value
    self.shareOver85 = shareOver85
  }

  /// Whether so few samples are missing that the others speak for all of them.
  package var isCovered: Bool { expected > 0 && Double(samples) >= 0.8 * Double(expected) }
}

extension MetricStatistics: Codable {
  // A snapshot has dozens of these for each Droplet, so they are written as numbers without their names: samples, expected, mean, minimum,
  // maximum, p05, p50, p95, last and, for shares, shareOver85.

  package init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    self.init(
      samples: try numbers.decode(Int.self), expected: try numbers.decode(Int.self),
      mean: try numbers.decode(Double.self), minimum: try numbers.decode(Double.self),
      maximum: try numbers.decode(Double.self), p05: try numbers.decode(Double.self),
      p50: try numbers.decode(Double.self), p95: try numbers.decode(Double.self),
      last: try numbers.decode(Double.self), shareOver85: numbers.isAtEnd ? nil : try numbers.decode(Double.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var numbers = encoder.unkeyedContainer()
    try numbers.encode(samples)
    try numbers.encode(expected)
    for number in [mean, minimum, maximum, p05, p50, p95, last] { try numbers.encode(number) }
    if let shareOver85 { try numbers.encode(shareOver85) }
  }
}
