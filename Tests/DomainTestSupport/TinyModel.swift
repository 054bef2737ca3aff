package import Foundation
package import IpaiEmbedding
package import TestSupport

/// The files of a model of one layer with random weights, for tests that do not need a real one.
package struct TinyModel {
  /// The files' contents by their names.
  package var files: [String: Data]

  /// The vocabulary in the order of the ids.
  package static let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##b", "c", "."]

  /// A model whose weights depend on the seed alone.
  package init(seed: UInt64 = 1) {
    let configuration = """
      {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 64, "num_hidden_layers": 1,
       "num_attention_heads": 2, "intermediate_size": 128, "max_position_embeddings": 16,
       "vocab_size": \(Self.words.count), "layer_norm_eps": 1e-12}
      """
    files = [
      "config.json": Data(configuration.utf8), "sentence_bert_config.json": Data(#"{"max_seq_length": 8}"#.utf8),
      "vocab.txt": Data(Self.words.joined(separator: "\n").utf8), "model.safetensors": Self.weights(seed),
    ]
  }

  /// The model as it would be read from a folder. Throws what `ModelSource` throws for files that were changed.
  package func source() throws -> ModelSource { try ModelSource { files[$0] } }

  /// Writes the files into a folder and returns its path.
  package func write(to folder: TemporaryFolder) throws -> String {
    for (name, data) in files { try data.write(to: URL(fileURLWithPath: folder.path + "/" + name)) }
    return folder.path
  }

  private static func weights(_ seed: UInt64) -> Data {
    let layer = "encoder.layer.0."
    var shapes: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [words.count, 64]), ("embeddings.position_embeddings.weight", [16, 64]),
      ("embeddings.token_type_embeddings.weight", [2, 64]), ("embeddings.LayerNorm.weight", [64]),
      ("embeddings.LayerNorm.bias", [64]),
    ]
    for (name, shape) in [
      ("attention.self.query", [64, 64]), ("attention.self.key", [64, 64]), ("attention.self.value", [64, 64]),
      ("attention.output.dense", [64, 64]), ("intermediate.dense", [128, 64]), ("output.dense", [64, 128]),
      ("attention.output.LayerNorm", [64]), ("output.LayerNorm", [64]),
    ] {
      shapes += [(layer + name + ".weight", shape), (layer + name + ".bias", [shape[0]])]
    }
    var generator = SeededGenerator(seed: seed)
    var header: [String] = []
    var values: [Float] = []
    for (name, shape) in shapes {
      let count = shape.reduce(1, *)
      header.append(
        #""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(values.count * 4),\#((values.count + count) * 4)]}"#
      )
      values += (0..<count).map { _ in Float.random(in: -0.5...0.5, using: &generator) }
    }
    let text = Data(("{" + header.joined(separator: ",") + "}").utf8)
    var data = withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) }
    data += text
    values.withUnsafeBytes { data += $0 }
    return data
  }
}
