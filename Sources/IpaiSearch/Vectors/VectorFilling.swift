import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding

/// Computes the vectors that documents lack, in the order of their numbers, a batch at a time.
///
/// It may be interrupted at any time: what is stored stays, and the next run computes the rest.
package struct VectorFilling: Sendable {
  private let database: DatabaseFile
  private let layout: CorpusLayout
  private let encoder: any Embedder
  private let parts: @Sendable (String) -> [MeaningPart]
  private let isCancelled: @Sendable () -> Bool

  /// `parts` turns the text of a document into what is embedded: one or more parts.
  package init(
    _ database: DatabaseFile, _ layout: CorpusLayout, _ encoder: any Embedder,
    parts: @escaping @Sendable (String) -> [MeaningPart], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.database = database
    self.layout = layout
    self.encoder = encoder
    self.parts = parts
    self.isCancelled = isCancelled
  }

  /// Computes the vectors that are missing for the documents whose numbers the query `members` returns, calls `report` with
  /// how many are done and how many there are, and returns how many were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  package func run(members: String, report: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws -> Int {
    let revision = encoder.revision
    let missing = try database.read {
      try VectorStore.missing($0, layout, members: members, revision: revision)
    }
    let batches = batches(of: missing)
    guard encoder.batchesAtOnce > 1, batches.count > 1 else {
      for batch in batches {
        report(batch.startIndex, missing.count)
        try fill(batch)
      }
      return missing.count
    }
    // In any order, so that two that run at once do not send the same.
    try ParallelBatches(batches.shuffled(), atOnce: encoder.batchesAtOnce).run({ batch in
      let rest = try database.read {
        try VectorStore.missing($0, layout, among: batch, revision: revision)
      }
      if !rest.isEmpty { try fill(rest[...]) }
    }) { report($0, missing.count) }
    return missing.count
  }

  private func batches(of documents: [Int64]) -> [ArraySlice<Int64>] {
    stride(from: 0, to: documents.count, by: encoder.batch).map { start in
      documents[start..<min(start + encoder.batch, documents.count)]
    }
  }

  /// Hands over the texts that a run would embed, in the order of their documents' numbers, and returns how many documents there
  /// are. Throws what `take` throws.
  package func missing(members: String, take: (String) throws -> Void) throws -> Int {
    let revision = encoder.revision
    let missing = try database.read {
      try VectorStore.missing($0, layout, members: members, revision: revision)
    }
    for batch in batches(of: missing) {
      for text in try database.read({ try VectorStore.texts($0, layout.vectors, batch) }) { try take(text.text) }
    }
    return missing.count
  }

  private func fill(_ documents: ArraySlice<Int64>) throws {
    let texts = try database.read { try VectorStore.texts($0, layout.vectors, documents) }
    let vectors = try MeaningVectors(encoder, isCancelled).vectors(of: texts.map { parts($0.text) })
      .map { QuantizedVector($0) }
    try database.write { db in
      let model = try VectorStore.makeModel(db, encoder)
      for (text, vector) in zip(texts, vectors) {
        try VectorStore.add(db, layout.vectors, model: model, text, vector)
      }
      try CorpusVersion.vectorsChanged(db, layout)
    }
  }
}
