import CEncoderKernels

/// Finds the vectors nearest to a query by comparing it with all of them, which is quicker for up to a million vectors than
/// an approximate index with the same recall.
package enum VectorScan {
  /// A document and its similarity.
  package typealias Hit = NearestVectors.Hit

  private static let block = 1024

  /// The products of all documents with the query, by document; 0 for those without a vector or without a 1 in `allowed`. With
  /// `spread` they are as the reference model's would be.
  package static func all(
    similarTo query: [Float], in matrix: VectorMatrix, allowed: [UInt8], spread: SimilaritySpread? = nil
  ) -> [Float] {
    var similarities = [Float](repeating: 0, count: allowed.count)
    forEach(query, in: matrix) { document, similarity in
      if document >= 0, document < allowed.count, allowed[document] == 1 {
        similarities[document] = spread?.standard(similarity) ?? similarity
      }
    }
    return similarities
  }

  /// The `count` documents with the highest product.
  ///
  /// Both arrays are indexed by document: those with a 1 in `allowed` are found, those with a 1 in `members` make up the
  /// collection.
  package static func nearest(
    _ count: Int, to query: [Float], in matrix: VectorMatrix, members: [UInt8], allowed: [UInt8]
  ) -> NearestVectors {
    let count = min(count, matrix.documents.count)
    var kept = BestHits(count)
    var deviation = Deviation()
    guard count > 0 else { return NearestVectors(hits: [], deviation: deviation.value) }
    forEach(query, in: matrix) { document, similarity in
      guard document >= 0, document < members.count, members[document] == 1 else { return }
      deviation.add(similarity)
      guard similarity > kept.threshold, document < allowed.count, allowed[document] == 1 else { return }
      kept.add(Hit(document: document, similarity: similarity))
    }
    return NearestVectors(hits: kept.sorted(), deviation: deviation.value)
  }

  /// Calls `body` with each document and its product; never when the query has another number of dimensions.
  @inline(__always)
  private static func forEach(_ query: [Float], in matrix: VectorMatrix, _ body: (Int, Float) -> Void) {
    guard query.count == matrix.dimensions, let rows = matrix.rows.baseAddress else { return }
    let query = QuantizedVector(query)
    let kernels = encoder_kernels_best().pointee
    var products = [Int32](repeating: 0, count: block)
    for start in stride(from: 0, to: matrix.documents.count, by: block) {
      let size = min(block, matrix.documents.count - start)
      kernels.dot_int8(query.bytes, rows + start * matrix.dimensions, size, matrix.dimensions, &products)
      for index in 0..<size {
        let similarity = Float(products[index]) * matrix.scales[start + index] * query.scale
        body(Int(matrix.documents[start + index]), similarity)
      }
    }
  }
}

/// The best hits so far, cut to `count` from time to time.
private struct BestHits {
  private let count: Int
  private var hits: [VectorScan.Hit] = []
  /// The similarity that a later hit has to exceed.
  private(set) var threshold = -Float.infinity

  init(_ count: Int) { self.count = count }

  mutating func add(_ hit: VectorScan.Hit) {
    hits.append(hit)
    if hits.count >= 4 * count + 64 { cut() }
  }

  private mutating func cut() {
    hits.sort { left, right in
      if left.similarity != right.similarity { return left.similarity > right.similarity }
      return left.document < right.document
    }
    if hits.count > count { hits.removeSubrange(count...) }
    if let last = hits.last, hits.count == count { threshold = last.similarity }
  }

  mutating func sorted() -> [VectorScan.Hit] {
    cut()
    return hits
  }
}
