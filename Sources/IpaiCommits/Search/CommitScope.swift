import GRDB
package import IpaiCore
package import IpaiDatabase
import IpaiGit

/// The repositories that a search or list is about, and how well the index covers them.
package struct CommitScope: Sendable {
  /// nil for all repositories.
  package let repository: IndexedRepository?
  /// How many commits the repository has that the index has not; nil when it is not known.
  package let behind: Int?

  /// Finds the row for a folder in a repository; nil means all repositories.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository or the repository is not indexed.
  package static func resolve(_ path: String?, in database: DatabaseFile) throws -> CommitScope {
    guard let path else { return CommitScope(repository: nil, behind: nil) }
    let git: GitRepository
    do { git = try GitRepository(containing: path) } catch let error as IpaiError {
      // The folder may be gone while its index is still there.
      guard error.code == .notFound, let row = try database.read({ try IndexedRepository.find($0, path) }) else {
        throw error
      }
      return CommitScope(repository: row, behind: nil)
    }
    let directory = git.gitDirectory
    guard let row = try database.read({ try IndexedRepository.find($0, directory) }) else {
      throw notIndexed(git.path)
    }
    return CommitScope(repository: row, behind: try Staleness.behind(git, row))
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

/// How far an index has fallen behind its repository.
enum Staleness {
  /// How many commits the selected references reach that they did not when the index was last complete.
  ///
  /// nil when nothing was complete yet or the references cannot be read; counting stops at `most`.
  static func behind(_ git: borrowing GitRepository, _ row: IndexedRepository, most: Int = 100_000) throws -> Int? {
    guard row.generation > 0, let selection = Selection(encoded: row.selection),
      let tips = try? selection.tips(in: git)
    else { return nil }
    if tips == row.tips { return 0 }
    return try CommitWalk(git, from: tips, hiding: row.tips, limits: .init(maxCommits: most)).commits.count
  }
}
