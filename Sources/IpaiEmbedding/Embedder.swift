/// What turns texts into embeddings: a model that is installed, or a service on the network.
package protocol Embedder: Sendable {
  /// The name of the model.
  var model: String { get }
  /// 64 hexadecimal digits that are the same only where the embeddings of equal texts are.
  var revision: String { get }
  /// How many numbers an embedding has: a multiple of 64.
  var dimensions: Int { get }
  /// True when the similarities of its embeddings are spread as those of the model with which weights and limits were chosen. Those
  /// of another model are brought to the same spread before they are used.
  var isReference: Bool { get }
  /// How many texts are stored together.
  var batch: Int { get }
  /// How many batches are worked on at once.
  var batchesAtOnce: Int { get }

  /// The embeddings of texts in UTF-8 that are to be found, in their order: `dimensions` numbers each, whose length as a vector is 1.
  ///
  /// Throws `IpaiError`: `.unavailable` when it cannot be done now, `.denied` when it is not allowed, `.interrupted` when cancelled.
  func encode(_ texts: [[UInt8]], isCancelled: @escaping @Sendable () -> Bool) throws -> [Float]

  /// The embedding of what is searched for. Throws what `encode` throws; it does not try for long.
  func encode(query: String) throws -> [Float]

  /// False when the model knows none of the words as such, so that an embedding says little about them.
  func knows(anyOf words: [String]) throws -> Bool
}

extension TextEncoder: Embedder {
  /// Weights and limits were chosen with all-MiniLM-L6-v2.
  package var isReference: Bool { true }
  /// A transaction costs as much as some texts.
  package var batch: Int { 256 }
  /// It has threads of its own.
  package var batchesAtOnce: Int { 1 }

  /// A query is a text as any other.
  package func encode(query: String) throws -> [Float] { try encode([Array(query.utf8)]) }
}
