/// Vectors in 8 bits, one for each document: the value is `scales[row] * rows[row]`. The memory must outlive this view.
package struct VectorMatrix {
  /// By row: the number of its document.
  package let documents: UnsafeBufferPointer<Int64>
  /// By row: what its bytes are multiplied by.
  package let scales: UnsafeBufferPointer<Float>
  /// documents.count x dimensions.
  package let rows: UnsafeBufferPointer<Int8>
  /// A multiple of 64.
  package let dimensions: Int

  /// A view of memory that others own.
  package init(
    documents: UnsafeBufferPointer<Int64>, scales: UnsafeBufferPointer<Float>, rows: UnsafeBufferPointer<Int8>,
    dimensions: Int
  ) {
    precondition(scales.count == documents.count && rows.count == documents.count * dimensions && dimensions % 64 == 0)
    self.documents = documents
    self.scales = scales
    self.rows = rows
    self.dimensions = dimensions
  }
}
