/// The tables that turn tokens into vectors, which are section 2 of a model.
struct EmbeddingWeights {
  /// vocabulary x hidden numbers, and positions x hidden numbers with those of the first token type added.
  let words, positions: UnsafePointer<Float>
  /// The norm of the sum of both.
  let norm: LayerWeights.Norm

  /// Reads section 2 of a model. Throws `IpaiError(.unavailable)` for one that is too short.
  init(_ file: ModelFile) throws {
    let shape = file.shape
    var cursor = SectionCursor(file.section(2))
    words = try cursor.next(shape.vocabulary * shape.hidden, of: Float.self)
    positions = try cursor.next(shape.positions * shape.hidden, of: Float.self)
    norm = LayerWeights.Norm(
      gamma: try cursor.next(shape.hidden, of: Float.self), beta: try cursor.next(shape.hidden, of: Float.self))
  }
}
