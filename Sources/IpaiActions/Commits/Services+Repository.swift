package import IpaiCommits
import IpaiCore
import IpaiGit

extension Services {
  /// The folder whose repository a request is about: the one it names, or where the caller stands.
  ///
  /// Throws `IpaiError`: `.usage` where there is neither, `.denied` for a repository that the caller may not read.
  func repository(_ named: String?) throws -> String {
    if let path = named ?? folder {
      try roots?.checkRepository(around: path)
      return path
    }
    throw IpaiError(.usage, "repo is missing: name a folder in the repository")
  }

  /// The index, for reading; nil where there is none yet.
  package func commitsIfAny() throws -> (any CommitStore)? {
    if let shared = try sharedStore() { return PostgresCommitStore(shared) }
    return try databaseForReading().map { SQLiteCommitStore($0) }
  }

  /// The index, for writing.
  func commitsForWriting() throws -> any CommitStore {
    if let shared = try sharedStore() { return PostgresCommitStore(shared) }
    return SQLiteCommitStore(try databaseForWriting())
  }

  /// The index, for the folder of a repository or, where that is nil, for all.
  ///
  /// Throws `IpaiError(.notFound)` where there is none yet.
  func commitsForReading(_ folder: String?) throws -> any CommitStore {
    if let store = try commitsIfAny() { return store }
    guard let folder else { throw CommitScope.nothingIndexed(databasePath) }
    throw CommitScope.notIndexed(folder)
  }

  /// The commit that HEAD points to in the repository around a folder, as 40 or 64 hexadecimal digits; nil where there is none yet.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository.
  package func head(of path: String) async throws -> String? {
    try await blocking { _ in
      let repository = try GitRepository(containing: path)
      return repository.commit(named: "HEAD").map(\.hex)
    }
  }
}
