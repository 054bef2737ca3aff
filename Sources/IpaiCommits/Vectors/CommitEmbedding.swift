import IpaiCore
package import IpaiEmbedding
import IpaiGit

/// Computes the vectors that are missing for the commits of a repository, newest first.
package struct CommitEmbedding {
  private let store: any CommitStore
  private let encoder: any Embedder
  private let isCancelled: @Sendable () -> Bool

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ store: any CommitStore, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.store = store
    self.encoder = encoder
    self.isCancelled = isCancelled
  }

  /// Computes what is missing in the repository that holds the folder `path`; returns how many vectors were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.notFound` when the repository is not indexed, `.unavailable` for a
  /// full disk or a model that cannot be used.
  package func run(_ path: String, report: (IndexProgress) -> Void = { _ in }) async throws -> Int {
    let git = try GitRepository(containing: path)
    guard let row = try await store.repository(at: git.gitDirectory) else {
      throw CommitScope.notIndexed(git.path)
    }
    return try await store.embed(row, with: encoder, isCancelled: isCancelled) { done, total in
      report(IndexProgress(phase: .embedding, done: done, total: total))
    }
  }
}
