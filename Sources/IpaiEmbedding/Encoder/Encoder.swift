import CEncoderKernels
import Foundation

/// The forward pass of a BERT encoder with mean pooling (Devlin et al., 2019; Reimers and Gurevych, 2019), on the tokens of
/// several texts laid end to end, so that no product sees padding. Each thread needs its own.
final class Encoder {
  /// Keeps the memory alive in which the weights are.
  private let file: ModelFile
  private let shape: ModelShape
  private let precision: EncoderPrecision
  private let kernels: encoder_kernels
  private let embeddings: EmbeddingWeights
  private let layers: [LayerWeights]
  private var workspace: EncoderWorkspace

  /// The number of tokens that are encoded together at most; no model takes a longer text.
  static let batchTokens = 512

  /// An encoder for a model. Throws `IpaiError(.unavailable)` when the file's sections are too short for its sizes, or the
  /// system has no memory left.
  init(_ file: ModelFile, _ precision: EncoderPrecision, _ kernels: encoder_kernels = encoder_kernels_best().pointee)
    throws
  {
    self.file = file
    shape = file.shape
    self.precision = precision
    self.kernels = kernels
    embeddings = try EmbeddingWeights(file)
    layers = try (0..<file.shape.layers).map { try LayerWeights(file, layer: $0) }
    workspace = try EncoderWorkspace(file.shape, tokens: 0)
  }

  /// The size of the workspace in bytes.
  var workspaceBytes: Int { workspace.bytes }

  /// True when the workspace is not larger than the longest text of the model needs.
  var isWorkspaceUsual: Bool { workspace.capacity <= shape.maxTokens }

  /// Encodes texts whose tokens lie end to end, `lengths` tokens each and together no more than a batch has.
  ///
  /// Calls `body` with the embedding of each text, which is `hidden` numbers whose length as a vector is 1. Throws
  /// `IpaiError(.unavailable)` when the system has no memory left.
  func encode(_ tokens: ArraySlice<Int32>, lengths: [Int], _ body: (UnsafeBufferPointer<Float>) -> Void) throws {
    if tokens.count > workspace.capacity { workspace = try EncoderWorkspace(shape, tokens: tokens.count) }
    precondition(tokens.count <= workspace.capacity && lengths.reduce(0, +) == tokens.count)
    embed(tokens, lengths)
    for layer in layers { run(layer, lengths, rows: tokens.count) }
    var first = 0
    for length in lengths {
      pool(first..<(first + length), body)
      first += length
    }
  }

  private func embed(_ tokens: ArraySlice<Int32>, _ lengths: [Int]) {
    var row = tokens.startIndex
    for length in lengths {
      for position in 0..<length {
        let token = min(max(0, Int(tokens[row])), shape.vocabulary - 1)
        let word = embeddings.words + token * shape.hidden
        let place = embeddings.positions + position * shape.hidden
        let sum = workspace.hidden + (row - tokens.startIndex) * shape.hidden
        for index in 0..<shape.hidden { sum[index] = word[index] + place[index] }
        row += 1
      }
    }
    normalize(workspace.hidden, nil, rows: tokens.count, embeddings.norm)
  }

  private typealias AttentionKernel =
    @convention(c) (
      UnsafePointer<Float>?, Int, Int, UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Float>?
    ) -> Void

  private func run(_ layer: LayerWeights, _ lengths: [Int], rows: Int) {
    multiply(workspace.hidden, rows, layer.attentionInput, into: workspace.attention)
    let attention: AttentionKernel =
      switch precision {
      case .int8: kernels.attention_int8
      case .f32: kernels.attention
      }
    var first = 0
    for length in lengths {
      attention(
        workspace.attention + first * 3 * shape.hidden, length, shape.heads, workspace.mixed + first * shape.hidden,
        workspace.scratch)
      first += length
    }
    multiply(workspace.mixed, rows, layer.attentionOutput, into: workspace.projected)
    normalize(workspace.hidden, workspace.projected, rows: rows, layer.attentionNorm)
    for start in stride(from: 0, to: rows, by: EncoderWorkspace.blockRows) {
      feedForward(layer, start..<min(start + EncoderWorkspace.blockRows, rows))
    }
  }

  private func feedForward(_ layer: LayerWeights, _ rows: Range<Int>) {
    let hidden = workspace.hidden + rows.lowerBound * shape.hidden
    multiply(hidden, rows.count, layer.up, into: workspace.intermediate)
    switch precision {
    case .f32:
      kernels.gelu(workspace.intermediate, rows.count * shape.intermediate)
      multiply(workspace.intermediate, rows.count, layer.down, into: workspace.projected)
    case .int8:
      var quantized = workspace.quantized
      quantized.outlier = nil
      kernels.gelu_quantize(workspace.intermediate, rows.count, shape.intermediate, quantized)
      multiply(quantized, rows.count, layer.down, into: workspace.projected)
    }
    normalize(hidden, workspace.projected, rows: rows.count, layer.outputNorm)
  }

  private func multiply(
    _ input: UnsafeMutablePointer<Float>, _ rows: Int, _ weights: LayerWeights.Linear,
    into output: UnsafeMutablePointer<Float>
  ) {
    switch precision {
    case .f32:
      kernels.linear_f32(input, rows, weights.inputs, weights.outputs, weights.float, weights.bias, output)
    case .int8:
      kernels.quantize(input, rows, weights.inputs, workspace.quantized)
      multiply(workspace.quantized, rows, weights, into: output)
    }
  }

  private func multiply(
    _ input: encoder_quantized_rows, _ rows: Int, _ weights: LayerWeights.Linear,
    into output: UnsafeMutablePointer<Float>
  ) {
    kernels.linear_int8(input, rows, weights.inputs, weights.outputs, weights.int8, output)
  }

  private func normalize(
    _ rows: UnsafeMutablePointer<Float>, _ residual: UnsafeMutablePointer<Float>?, rows count: Int,
    _ norm: LayerWeights.Norm
  ) {
    kernels.add_layer_norm(rows, residual, count, shape.hidden, norm.gamma, norm.beta, shape.layerNormEpsilon)
  }

  /// Calls `body` with the mean of the rows, scaled to length 1.
  private func pool(_ rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    let sum = workspace.mixed
    sum.update(repeating: 0, count: shape.hidden)
    for row in rows {
      let values = workspace.hidden + row * shape.hidden
      for index in 0..<shape.hidden { sum[index] += values[index] }
    }
    var squares: Float = 0
    for index in 0..<shape.hidden { squares += sum[index] * sum[index] }
    let factor: Float = if squares > 0 { 1 / squares.squareRoot() } else { 0 }
    for index in 0..<shape.hidden { sum[index] *= factor }
    body(UnsafeBufferPointer(start: sum, count: shape.hidden))
  }
}
