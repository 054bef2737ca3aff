import CEncoderKernels
import Foundation

/// The forward pass of a BERT encoder with mean pooling (Devlin et al., 2019; Reimers and Gurevych, 2019), on the tokens of
/// several texts laid end to end, so that no product sees padding. One for each thread.
final class Encoder {
  /// Holds the memory that the weights are in.
  private let file: ModelFile
  private let shape: ModelShape
  private let precision: EncoderPrecision
  private let kernels: encoder_kernels
  private let embeddings: EmbeddingWeights
  private let layers: [LayerWeights]
  private let workspace: EncoderWorkspace

  /// Tokens that are encoded together; a longer text than that is never there, since a model takes no more.
  static let batchTokens = 512

  /// Throws `IpaiError(.unavailable)` when the file's sections are too short for its sizes.
  init(_ file: ModelFile, _ precision: EncoderPrecision, _ kernels: encoder_kernels = encoder_kernels_best().pointee)
    throws
  {
    self.file = file
    shape = file.shape
    self.precision = precision
    self.kernels = kernels
    embeddings = try EmbeddingWeights(file)
    layers = try (0..<file.shape.layers).map { try LayerWeights(file, layer: $0) }
    workspace = EncoderWorkspace(
      file.shape, capacity: max(Self.batchTokens, file.shape.maxTokens),
      scratch: encoder_attention_scratch(file.shape.maxTokens))
  }

  /// Encodes texts whose tokens lie end to end, `lengths` tokens each, no more than the workspace holds.
  ///
  /// Calls `body` with each text's embedding: `hidden` numbers, of length 1.
  func encode(_ tokens: ArraySlice<Int32>, lengths: [Int], _ body: (UnsafeBufferPointer<Float>) -> Void) {
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
        let (word, place) = (embeddings.words + token * shape.hidden, embeddings.positions + position * shape.hidden)
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
    let attention: AttentionKernel = precision == .int8 ? kernels.attention_int8 : kernels.attention
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

  /// The mean of the rows, made length 1.
  private func pool(_ rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    let sum = workspace.mixed
    sum.update(repeating: 0, count: shape.hidden)
    for row in rows {
      let values = workspace.hidden + row * shape.hidden
      for index in 0..<shape.hidden { sum[index] += values[index] }
    }
    var squares: Float = 0
    for index in 0..<shape.hidden { squares += sum[index] * sum[index] }
    let factor = squares > 0 ? 1 / squares.squareRoot() : 0
    for index in 0..<shape.hidden { sum[index] *= factor }
    body(UnsafeBufferPointer(start: sum, count: shape.hidden))
  }
}
