/// A number that the API writes as a text in some places, such as an amount of money.
package struct Amount: Hashable, Sendable, ExpressibleByFloatLiteral {
  /// The number.
  package let value: Double

  /// A number that was read.
  package init(_ value: Double) { self.value = value }
  package init(floatLiteral value: Double) { self.value = value }
}

extension Amount: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A number first, as snapshots have it: what does not fit costs more than what does.
    if let number = try? container.decode(Double.self) {
      value = number
    } else {
      guard let number = Double(try container.decode(String.self)), number.isFinite else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
      }
      value = number
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
