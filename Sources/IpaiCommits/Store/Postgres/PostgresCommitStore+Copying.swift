package import IpaiGit
import IpaiPostgres
package import IpaiSearch

extension PostgresCommitStore {
  /// The server sees to it.
  package func checkForCopying() {}

  package func ids() async throws -> [ObjectID] {
    try await pool.withConnection { try await PostgresCopiedCommits.ids($0) }
  }

  package func copies(of commits: [ObjectID]) async throws -> [ObjectID: CopiedCommit] {
    try await pool.withConnection { connection in
      try await connection.snapshot { try await PostgresCopiedCommits.commits($0, commits, places) }
    }
  }

  package func words(
    of commits: [ObjectID], isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> CopiedWords {
    try await pool.withConnection { connection in
      try await connection.snapshot { connection in
        let rows = try await PostgresCommitRows.stored(connection, commits).mapValues(\.row)
        let words = try await SegmentStore(connection, .commits)
          .words(of: Array(rows.values), isCancelled: isCancelled)
        return CopiedWords(rows, words)
      }
    }
  }

  package func restore(_ restoration: CommitRestoration) async throws {
    try await pool.writing(.commits) { try await PostgresCommitRestoring($0).restore(restoration, places) }
  }

  package func finish(_ copy: RepositoryCopy) async throws -> Bool {
    try await pool.writing(.commits) { try await PostgresCommitRestoring($0).finish(copy) }
  }

  package func models() async throws -> [String] {
    try await pool.withConnection { try await PostgresCopiedCommitVectors($0).models() }
  }

  package func vectors(model: String, after row: Int64, most: Int) async throws -> [CopiedCommitVector] {
    try await pool.withConnection {
      try await PostgresCopiedCommitVectors($0).vectors(model: model, after: row, most: most)
    }
  }

  package func add(_ vectors: [CopiedCommitVector], model: String) async throws -> LeftOutVectors {
    try await pool.writing(.commits) { try await PostgresCopiedCommitVectors($0).add(vectors, model: model) }
  }
}
