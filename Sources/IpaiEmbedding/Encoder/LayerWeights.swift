import CEncoderKernels

/// The weights of one layer, as they lie in the model file.
struct LayerWeights {
  /// A matrix in both forms, with the bias that is added.
  struct Linear {
    let float: UnsafePointer<Float>
    let bias: UnsafePointer<Float>
    let int8: encoder_quantized_weights
    let inputs: Int
    let outputs: Int
  }

  struct Norm {
    let gamma: UnsafePointer<Float>
    let beta: UnsafePointer<Float>
  }

  let attentionInput, attentionOutput, up, down: Linear
  let attentionNorm, outputNorm: Norm

  /// The sizes of a layer's matrices, in the order of the file: inputs and outputs.
  static func matrices(_ shape: ModelShape) -> [(inputs: Int, outputs: Int)] {
    [
      (shape.hidden, 3 * shape.hidden), (shape.hidden, shape.hidden), (shape.hidden, shape.intermediate),
      (shape.intermediate, shape.hidden),
    ]
  }

  /// Reads sections 3 and 4, 5 and 6, … of a model. Throws `IpaiError(.unavailable)` for one that is too short.
  init(_ file: ModelFile, layer: Int) throws {
    var float = SectionCursor(file.section(3 + 2 * layer))
    var int8 = SectionCursor(file.section(4 + 2 * layer))
    let linears = try Self.matrices(file.shape).map { inputs, outputs in
      let (weights, bias) = (try float.next(inputs * outputs, of: Float.self), try float.next(outputs, of: Float.self))
      return Linear(
        float: weights, bias: bias,
        int8: encoder_quantized_weights(
          values: try int8.next(inputs * outputs, of: Int8.self), scale: try int8.next(outputs, of: Float.self),
          sums: try int8.next(outputs, of: Int32.self), bias: bias), inputs: inputs, outputs: outputs)
    }
    (attentionInput, attentionOutput, up, down) = (linears[0], linears[1], linears[2], linears[3])
    let hidden = file.shape.hidden
    attentionNorm = Norm(gamma: try float.next(hidden, of: Float.self), beta: try float.next(hidden, of: Float.self))
    outputNorm = Norm(gamma: try float.next(hidden, of: Float.self), beta: try float.next(hidden, of: Float.self))
  }
}

/// The tables that turn tokens into vectors: section 2 of a model.
struct EmbeddingWeights {
  /// vocabulary x hidden, and positions x hidden with the first token type added in.
  let words, positions: UnsafePointer<Float>
  let norm: LayerWeights.Norm

  init(_ file: ModelFile) throws {
    let shape = file.shape
    var cursor = SectionCursor(file.section(2))
    words = try cursor.next(shape.vocabulary * shape.hidden, of: Float.self)
    positions = try cursor.next(shape.positions * shape.hidden, of: Float.self)
    norm = LayerWeights.Norm(
      gamma: try cursor.next(shape.hidden, of: Float.self), beta: try cursor.next(shape.hidden, of: Float.self))
  }
}
