import CEncoderKernels

/// The weights of one layer, as they lie in the model file.
struct LayerWeights {
  /// A matrix in both forms, with the bias that is added to its product.
  struct Linear {
    /// inputs x outputs numbers in panels (encoder_kernels.h).
    let float: UnsafePointer<Float>
    /// outputs numbers.
    let bias: UnsafePointer<Float>
    /// The matrix and its bias in 8 bits.
    let int8: encoder_quantized_weights
    /// The numbers of a row that is multiplied.
    let inputs: Int
    /// The numbers of a row of the product.
    let outputs: Int
  }

  /// The weights of a layer norm, hidden numbers each.
  struct Norm {
    /// What a normalized number is multiplied with.
    let gamma: UnsafePointer<Float>
    /// What is added to it then.
    let beta: UnsafePointer<Float>
  }

  /// The four matrices: hidden to 3 hidden, hidden to hidden, hidden to intermediate, and back.
  let attentionInput, attentionOutput, up, down: Linear
  /// The norms after the attention and after the feed-forward part.
  let attentionNorm, outputNorm: Norm

  /// The sizes of a layer's matrices in the order of the file: inputs and outputs.
  static func matrices(_ shape: ModelShape) -> [(inputs: Int, outputs: Int)] {
    [
      (shape.hidden, 3 * shape.hidden), (shape.hidden, shape.hidden), (shape.hidden, shape.intermediate),
      (shape.intermediate, shape.hidden),
    ]
  }

  /// Reads the two sections of a layer, of which the first layer has 3 and 4. Throws `IpaiError(.unavailable)` for one that is
  /// too short.
  init(_ file: ModelFile, layer: Int) throws {
    var float = SectionCursor(file.section(3 + 2 * layer))
    var int8 = SectionCursor(file.section(4 + 2 * layer))
    let linears = try Self.matrices(file.shape).map { inputs, outputs in
      let weights = try float.next(inputs * outputs, of: Float.self)
      let bias = try float.next(outputs, of: Float.self)
      return Linear(
        float: weights, bias: bias,
        int8: encoder_quantized_weights(
          values: try int8.next(inputs * outputs, of: Int8.self), scale: try int8.next(outputs, of: Float.self),
          sums: try int8.next(outputs, of: Int32.self), bias: bias), inputs: inputs, outputs: outputs)
    }
    attentionInput = linears[0]
    attentionOutput = linears[1]
    up = linears[2]
    down = linears[3]
    let hidden = file.shape.hidden
    attentionNorm = Norm(gamma: try float.next(hidden, of: Float.self), beta: try float.next(hidden, of: Float.self))
    outputNorm = Norm(gamma: try float.next(hidden, of: Float.self), beta: try float.next(hidden, of: Float.self))
  }
}
