import CEncoderKernels

/// How the similarities between documents of a collection are spread, which differs much between models: two texts that have
/// nothing to do with each other have one of .1 with some and of .75 with others.
package struct SimilaritySpread: Sendable, Equatable {
  /// The mean similarity of two documents.
  package let mean: Float
  /// The standard deviation.
  package let deviation: Float

  /// That of the model with which weights and limits were chosen: the mean of ten trees of documentation and source code (.20 to
  /// .36, with deviations of .11 to .19).
  private static let reference = SimilaritySpread(mean: 0.25, deviation: 0.14)
  /// How many pairs are looked at.
  private static let pairs: UInt64 = 2_000

  init(mean: Float, deviation: Float) {
    self.mean = mean
    self.deviation = deviation
  }

  /// The spread among some pairs of documents, always the same ones; that of the reference where there are too few documents.
  package init(of matrix: VectorMatrix) {
    let count = UInt64(matrix.documents.count)
    guard count >= 8, let rows = matrix.rows.baseAddress else {
      self = .reference
      return
    }
    let kernels = encoder_kernels_best().pointee
    var product: Int32 = 0
    var sum: Double = 0
    var squares: Double = 0
    var seen: Double = 0
    for pair in 0..<Self.pairs {
      // Two multipliers without a common factor spread the pairs evenly.
      let one = Int(pair &* 0x9E37_79B1 % count)
      let other = Int((pair &* 0x85EB_CA77 &+ 1) % count)
      guard one != other else { continue }
      let width = matrix.dimensions
      kernels.dot_int8(rows + one * width, rows + other * width, 1, width, &product)
      let similarity = Double(Float(product) * matrix.scales[one] * matrix.scales[other])
      seen += 1
      sum += similarity
      squares += similarity * similarity
    }
    guard seen > 0 else {
      self = .reference
      return
    }
    mean = Float(sum / seen)
    // Texts that are all the same have no spread.
    deviation = Float(max(0.001, max(0, squares / seen - sum / seen * (sum / seen)).squareRoot()))
  }

  /// What a similarity would be if it were spread as those of the reference.
  func standard(_ similarity: Float) -> Float {
    (similarity - mean) / deviation * Self.reference.deviation + Self.reference.mean
  }
}
