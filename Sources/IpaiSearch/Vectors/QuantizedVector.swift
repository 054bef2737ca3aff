/// A vector in 8 bits, symmetric: the value is `scale * bytes`.
package struct QuantizedVector: Sendable, Equatable {
  package let scale: Float
  package let bytes: [Int8]

  package init(_ values: some Collection<Float>) {
    let largest = values.reduce(Float(0)) { max($0, abs($1)) }
    let scale = largest > 0 ? largest / 127 : 0
    self.scale = scale
    bytes = values.map { scale > 0 ? Int8(max(-127, min(127, ($0 / scale).rounded()))) : 0 }
  }
}
