import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding
import IpaiGit
import IpaiSearch

/// Computes the vectors that the commits of a repository lack, newest first, some at a time.
///
/// It may be interrupted at any moment: what is stored stays, and the next run computes the rest.
package struct VectorFilling {
  private let database: DatabaseFile
  private let encoder: TextEncoder
  private let isCancelled: @Sendable () -> Bool

  /// Commits in one transaction.
  private static let batch = 256

  package init(
    _ database: DatabaseFile, _ encoder: TextEncoder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.database, self.encoder, self.isCancelled) = (database, encoder, isCancelled)
  }

  /// Returns how many vectors were computed. Throws `IpaiError`: `.interrupted` when cancelled, `.notFound` when the
  /// repository that holds `path` is not indexed, `.unavailable` for a full disk or a model that cannot be used.
  package func run(_ path: String, report: (IndexProgress) -> Void = { _ in }) throws -> Int {
    let git = try GitRepository(containing: path)
    let directory = git.gitDirectory
    let revision = encoder.revision
    guard let row = try database.read({ try IndexedRepository.find($0, directory) }) else {
      throw CommitScope.notIndexed(git.path)
    }
    let missing = try database.read { try CommitVectorStore.missing($0, repository: row.id, revision: revision) }
    for start in stride(from: 0, to: missing.count, by: Self.batch) {
      report(IndexProgress(phase: .embedding, done: start, total: missing.count))
      try fill(missing[start..<min(start + Self.batch, missing.count)])
    }
    return missing.count
  }

  private func fill(_ commits: ArraySlice<Int64>) throws {
    let messages = try database.read { try CommitVectorStore.messages($0, commits) }
    let vectors = try vectors(messages.map { CommitText($0.message) })
    try database.write { db in
      let model = try CommitVectorStore.makeModel(db, encoder)
      for (commit, vector) in zip(messages, vectors) {
        try CommitVectorStore.add(db, model: model, commit: commit, vector)
      }
      try CommitVectorStore.changed(db)
    }
  }

  private func vectors(_ texts: [CommitText]) throws -> [QuantizedVector] {
    // A message of a subject alone is encoded once.
    let longer = texts.indices.filter { texts[$0].whole != texts[$0].subject }
    let embeddings = try encoder.encode(
      texts.map(\.subject) + longer.map { texts[$0].whole }, isCancelled: isCancelled)
    func embedding(_ index: Int) -> ArraySlice<Float> {
      embeddings[(index * encoder.dimensions)..<((index + 1) * encoder.dimensions)]
    }
    var places = Array(texts.indices)
    for (offset, index) in longer.enumerated() { places[index] = texts.count + offset }
    return texts.indices.map { QuantizedVector(CommitText.mixed(embedding($0), embedding(places[$0]))) }
  }
}
