import Crypto
package import Foundation
import IpaiCore

/// Makes the packed form of a model: weights laid out for the kernels, in f32 and in int8, and tables for the tokenizer.
package struct ModelPacker {
  private let source: ModelSource
  private let name: String
  /// The number of outputs that the kernels compute together.
  private static let panel = 64

  /// A packer of a model that is to be installed under a name.
  package init(_ source: ModelSource, name: String) {
    self.source = source
    self.name = name
  }

  /// The bytes of the packed file. Throws `IpaiError(.unavailable)` when a tensor or the vocabulary is not right.
  package func packed() throws -> Data {
    var content = Data(capacity: 128 << 20)
    var sections: [Range<Int>] = []
    func add(_ section: [UInt8]) {
      let start = ModelHeader.size + content.count
      content.append(contentsOf: section)
      content.append(contentsOf: repeatElement(0, count: SectionBuilder.padded(content.count) - content.count))
      sections.append(start..<(start + section.count))
    }
    add(try VocabularyTableBuilder.section(from: source.vocabulary))
    add(try UnicodeTableBuilder.section(from: String(decoding: PackageResources.bert_unicode_txt, as: UTF8.self)))
    add(try embeddings())
    for layer in 0..<source.shape.layers {
      let (float, int8) = try self.layer(layer)
      add(float)
      add(int8)
    }
    let header = ModelHeader(
      name: name, shape: source.shape, revision: source.revision, contentHash: Array(SHA256.hash(data: content)),
      sections: sections)
    // The file ends with its last section, without the padding after it.
    guard header.fileSize <= ModelHeader.size + content.count else { throw IpaiError(.internal, "a model is too long") }
    return Data(header.encoded) + content.prefix(header.fileSize - ModelHeader.size)
  }

  private func embeddings() throws -> [UInt8] {
    let shape = source.shape
    let words = try tensor("embeddings.word_embeddings.weight", [shape.vocabulary, shape.hidden])
    var positions = try tensor("embeddings.position_embeddings.weight", [shape.positions, shape.hidden])
    let types = try tensor("embeddings.token_type_embeddings.weight", [2, shape.hidden])
    for index in positions.indices { positions[index] += types[index % shape.hidden] }
    var builder = SectionBuilder()
    builder.add(words)
    builder.add(positions)
    builder.add(try tensor("embeddings.LayerNorm.weight", [shape.hidden]))
    builder.add(try tensor("embeddings.LayerNorm.bias", [shape.hidden]))
    return builder.bytes
  }

  private func layer(_ number: Int) throws -> (float: [UInt8], int8: [UInt8]) {
    let prefix = "encoder.layer.\(number)."
    let matrices = [
      ["attention.self.query", "attention.self.key", "attention.self.value"], ["attention.output.dense"],
      ["intermediate.dense"], ["output.dense"],
    ]
    var float = SectionBuilder()
    var int8 = SectionBuilder()
    for (names, size) in zip(matrices, LayerWeights.matrices(source.shape)) {
      let outputs = size.outputs / names.count
      let rows = try names.flatMap { try tensor(prefix + $0 + ".weight", [outputs, size.inputs]) }
      float.add(Self.panels(rows, inputs: size.inputs, group: 1))
      float.add(try names.flatMap { try tensor(prefix + $0 + ".bias", [outputs]) })
      let quantized = QuantizedRows(rows, columns: size.inputs)
      int8.add(Self.panels(quantized.values, inputs: size.inputs, group: 4))
      int8.add(quantized.scales)
      int8.add(quantized.sums)
    }
    for norm in ["attention.output.LayerNorm", "output.LayerNorm"] {
      float.add(try tensor(prefix + norm + ".weight", [source.shape.hidden]))
      float.add(try tensor(prefix + norm + ".bias", [source.shape.hidden]))
    }
    return (float.bytes, int8.bytes)
  }

  private func tensor(_ name: String, _ shape: [Int]) throws -> [Float] { try source.weights.floats(name, shape) }

  /// Lays out a matrix, given as a row for each output, in panels [outputs / 64][inputs / group][64][group].
  private static func panels<Value>(_ rows: [Value], inputs: Int, group: Int) -> [Value] {
    let outputs = rows.count / inputs
    return [Value](unsafeUninitializedCapacity: rows.count) { packed, count in
      var next = 0
      for first in stride(from: 0, to: outputs, by: panel) {
        for input in stride(from: 0, to: inputs, by: group) {
          for output in first..<(first + panel) {
            for offset in 0..<group {
              packed.initializeElement(at: next, to: rows[output * inputs + input + offset])
              next += 1
            }
          }
        }
      }
      count = next
    }
  }
}

/// Rows in symmetric 8 bits, each with a scale of its own.
private struct QuantizedRows {
  private(set) var values: [Int8] = []
  private(set) var scales: [Float] = []
  private(set) var sums: [Int32] = []

  init(_ rows: [Float], columns: Int) {
    values.reserveCapacity(rows.count)
    for start in stride(from: 0, to: rows.count, by: columns) {
      let row = rows[start..<(start + columns)]
      let largest = row.reduce(Float(0)) { max($0, abs($1)) }
      let scale: Float = if largest > 0 { largest / 127 } else { 1 }
      let quantized = row.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) }
      values += quantized
      scales.append(scale)
      sums.append(quantized.reduce(0) { $0 + Int32($1) })
    }
  }
}
