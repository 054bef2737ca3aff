import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding
import IpaiGit
import IpaiSearch

/// Computes the vectors that are missing for the commits of a repository, newest first.
package struct CommitEmbedding {
  private let database: DatabaseFile
  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.database = database
    filling = VectorFilling(
      database, .commits, encoder, parts: { CommitText($0).parts }, isCancelled: isCancelled)
  }

  /// Computes what is missing in the repository that holds the folder `path`; returns how many vectors were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.notFound` when the repository is not indexed, `.unavailable` for a
  /// full disk or a model that cannot be used.
  package func run(_ path: String, report: (IndexProgress) -> Void = { _ in }) throws -> Int {
    let git = try GitRepository(containing: path)
    let directory = git.gitDirectory
    guard let row = try database.read({ try IndexedRepository.find($0, directory) }) else {
      throw CommitScope.notIndexed(git.path)
    }
    return try filling.run(members: row.members) { done, total in
      report(IndexProgress(phase: .embedding, done: done, total: total))
    }
  }
}
