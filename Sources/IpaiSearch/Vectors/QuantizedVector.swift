/// A vector in 8 bits, symmetric: the value is `scale * bytes`.
package struct QuantizedVector: Sendable, Equatable {
  /// What the bytes are multiplied by; 0 for a vector of zeros.
  package let scale: Float
  /// From -127 to 127.
  package let bytes: [Int8]

  /// Rounds the values to 8 bits; the largest becomes 127 or -127.
  package init(_ values: some Collection<Float>) {
    let largest = values.reduce(Float(0)) { max($0, abs($1)) }
    let scale = largest / 127
    guard scale > 0 else {
      self.scale = 0
      bytes = values.map { _ in 0 }
      return
    }
    self.scale = scale
    bytes = values.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) }
  }

  /// The values that stored bytes stand for.
  package static func values(_ bytes: [UInt8], scale: Float) -> [Float] {
    bytes.map { Float(Int8(bitPattern: $0)) * scale }
  }
}
