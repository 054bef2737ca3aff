import CEncoderKernels

/// Finds the vectors nearest to a query by comparing it with all of them, which up to a million is quicker than an
/// approximate index of the same recall.
package enum VectorScan {
  package typealias Hit = NearestVectors.Hit

  private static let block = 1024

  /// The `count` documents of the highest product.
  ///
  /// Only documents whose place in `allowed` holds 1 are found; those whose place in `members` does make up the collection.
  package static func nearest(
    _ count: Int, to query: [Float], in matrix: VectorMatrix, members: [UInt8], allowed: [UInt8]
  ) -> NearestVectors {
    let count = min(count, matrix.documents.count)
    var kept = BestHits(count)
    var deviation = Deviation()
    guard count > 0, query.count == matrix.dimensions, let rows = matrix.rows.baseAddress else {
      return NearestVectors(hits: [], deviation: deviation.value)
    }
    let query = QuantizedVector(query)
    let kernels = encoder_kernels_best().pointee
    var products = [Int32](repeating: 0, count: block)
    for start in stride(from: 0, to: matrix.documents.count, by: block) {
      let size = min(block, matrix.documents.count - start)
      kernels.dot_int8(query.bytes, rows + start * matrix.dimensions, size, matrix.dimensions, &products)
      for index in 0..<size {
        let document = Int(matrix.documents[start + index])
        guard document >= 0, document < members.count, members[document] == 1 else { continue }
        let similarity = Float(products[index]) * matrix.scales[start + index] * query.scale
        deviation.add(similarity)
        guard similarity > kept.threshold, document < allowed.count, allowed[document] == 1 else { continue }
        kept.add(Hit(document: document, similarity: similarity))
      }
    }
    return NearestVectors(hits: kept.sorted(), deviation: deviation.value)
  }
}

/// The best so far, cut now and then.
private struct BestHits {
  private let count: Int
  private var hits: [VectorScan.Hit] = []
  /// What a later one has to exceed.
  private(set) var threshold = -Float.infinity

  init(_ count: Int) { self.count = count }

  mutating func add(_ hit: VectorScan.Hit) {
    hits.append(hit)
    if hits.count >= 4 * count + 64 { cut() }
  }

  private mutating func cut() {
    hits.sort { $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.document < $1.document }
    if hits.count > count { hits.removeSubrange(count...) }
    if let last = hits.last, hits.count == count { threshold = last.similarity }
  }

  mutating func sorted() -> [VectorScan.Hit] {
    cut()
    return hits
  }
}
