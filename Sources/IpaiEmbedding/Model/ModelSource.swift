import Crypto
package import Foundation
import IpaiCore

/// The published files of a model, read and checked.
package struct ModelSource {
  /// The sizes of the model.
  let shape: ModelShape
  /// The pieces of the vocabulary in the order of their ids.
  let vocabulary: [[UInt8]]
  /// The tensors of the model.
  let weights: SafetensorsFile
  /// The SHA-256 of the weights, 32 bytes.
  let revision: [UInt8]

  /// The files that are needed, by their names in a model's folder.
  package static let files = ["config.json", "sentence_bert_config.json", "vocab.txt", "model.safetensors"]
  /// The size in bytes of the largest file that is read.
  package static let maxBytes = 1 << 30

  /// Reads a model by `read`, which returns the content of one of `files` or nil when it is missing.
  ///
  /// Throws `IpaiError(.unavailable)` that names the file for one that is missing, malformed or of a shape that ipai does not
  /// know.
  package init(_ read: (String) throws -> Data?) throws {
    func content(_ name: String) throws -> Data {
      guard let data = try read(name) else { throw IpaiError(.unavailable, "the model has no file \(name)") }
      return data
    }
    let configuration = try Self.decode(BERTConfiguration.self, "config.json", try content("config.json"))
    let limits = try read("sentence_bert_config.json").map {
      try Self.decode(SentenceConfiguration.self, "sentence_bert_config.json", $0)
    }
    shape = ModelShape(
      hidden: configuration.hidden_size, layers: configuration.num_hidden_layers,
      heads: configuration.num_attention_heads, intermediate: configuration.intermediate_size,
      maxTokens: limits?.max_seq_length ?? configuration.max_position_embeddings,
      vocabulary: configuration.vocab_size, positions: configuration.max_position_embeddings,
      layerNormEpsilon: configuration.layer_norm_eps)
    let complaint = configuration.complaint ?? shape.complaint
    if let complaint { throw IpaiError(.unavailable, "this model cannot be used: \(complaint)") }
    vocabulary = try content("vocab.txt").split(separator: UInt8(ascii: "\n")).map { line in
      if line.last == UInt8(ascii: "\r") { return Array(line.dropLast()) }
      return Array(line)
    }
    guard vocabulary.count == shape.vocabulary else {
      throw IpaiError(
        .unavailable, "vocab.txt has \(vocabulary.count) entries, and config.json says \(shape.vocabulary)")
    }
    let data = try content("model.safetensors")
    weights = try SafetensorsFile(data)
    revision = Array(SHA256.hash(data: data))
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ name: String, _ data: Data) throws -> Value {
    do { return try JSONDecoder().decode(type, from: data) } catch {
      throw IpaiError(.unavailable, "\(name) is not the configuration of a BERT model")
    }
  }
}

/// The values of a BERT model's `config.json` that matter here, under the names that they have in the file.
private struct BERTConfiguration: Decodable {
  let model_type: String
  let hidden_act: String
  let position_embedding_type: String?
  let hidden_size, num_hidden_layers, num_attention_heads, intermediate_size: Int
  let max_position_embeddings, vocab_size: Int
  let layer_norm_eps: Float

  var complaint: String? {
    if model_type != "bert" { return "it is of the kind '\(model_type)', not 'bert'" }
    if hidden_act != "gelu" { return "its activation is '\(hidden_act)', not 'gelu'" }
    if let position_embedding_type, position_embedding_type != "absolute" { return "its positions are not absolute" }
    return nil
  }
}

private struct SentenceConfiguration: Decodable {
  let max_seq_length: Int
}
