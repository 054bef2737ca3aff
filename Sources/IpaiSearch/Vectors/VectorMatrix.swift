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
