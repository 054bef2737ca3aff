import IpaiCommits
import IpaiCore
import IpaiDatabase

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

  /// The index, for the folder of a repository or, where that is nil, for all.
  ///
  /// Throws `IpaiError(.notFound)` where there is none yet.
  func commitsForReading(_ folder: String?) throws -> DatabaseFile {
    if let database = try databaseForReading() { return database }
    guard let folder else { throw CommitScope.nothingIndexed(databasePath) }
    throw CommitScope.notIndexed(folder)
  }
}
