/// Vectors in 8 bits, one a document: the value is `scales[row] * rows[row]`. What they lie in must outlive this.
package struct VectorMatrix {
  package let documents: UnsafeBufferPointer<Int64>
  package let scales: UnsafeBufferPointer<Float>
  /// documents.count x dimensions.
  package let rows: UnsafeBufferPointer<Int8>
  /// A multiple of 64.
  package let dimensions: Int

  package init(
    documents: UnsafeBufferPointer<Int64>, scales: UnsafeBufferPointer<Float>, rows: UnsafeBufferPointer<Int8>,
    dimensions: Int
  ) {
    precondition(scales.count == documents.count && rows.count == documents.count * dimensions && dimensions % 64 == 0)
    (self.documents, self.scales, self.rows, self.dimensions) = (documents, scales, rows, dimensions)
  }
}

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
