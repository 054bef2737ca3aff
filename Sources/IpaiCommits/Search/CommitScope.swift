import GRDB
package import IpaiCore
package import IpaiDatabase
import IpaiGit

/// The repositories that a search or list is about, and how well the index covers them.
package struct CommitScope: Sendable {
  /// nil for all repositories.
  package let repository: IndexedRepository?
  /// How the index differs from the repository; nil when that is not known.
  package let staleness: Staleness?

  /// Finds the row for a folder in a repository; nil means all repositories.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository or the repository is not indexed.
  package static func resolve(_ path: String?, in database: DatabaseFile) throws -> CommitScope {
    guard let path else { return CommitScope(repository: nil, staleness: nil) }
    let git: GitRepository
    do { git = try GitRepository(containing: path) } catch let error as IpaiError {
      // The folder may be gone while its index is still there.
      guard error.code == .notFound, let row = try database.read({ try IndexedRepository.find($0, path) }) else {
        throw error
      }
      return CommitScope(repository: row, staleness: nil)
    }
    let directory = git.gitDirectory
    guard let row = try database.read({ try IndexedRepository.find($0, directory) }) else {
      throw notIndexed(git.path)
    }
    return CommitScope(repository: row, staleness: try Staleness.of(git, row, database))
  }

  /// The error for a repository that has no index, with the command that makes one.
  package static func notIndexed(_ path: String) -> IpaiError {
    IpaiError(.notFound, "the commits of \(path) are not indexed", hint: "run: ipai commits index \(shellQuoted(path))")
  }

  private static func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x7F || $0 != 0x20 && !"'\"\\$`&;|<>()*?[]#~!{}".utf8.contains($0) }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
