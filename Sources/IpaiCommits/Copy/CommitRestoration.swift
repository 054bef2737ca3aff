package import IpaiGit

/// Commits of another store that are written together, and what reaches them.
package struct CommitRestoration: Sendable {
  /// The commits, each with the terms of its fields, which are empty for one without words.
  var commits: [(commit: CopiedCommit, fields: [String])] = []
  /// Commits that are to be found in repositories of the store that is written to, by the rows of these.
  var reached: [Int64: [ObjectID]] = [:]
  private var repositories: [Int64: IndexedRepository] = [:]

  /// Nothing yet.
  package init() {}

  /// Whether there is nothing to be written.
  package var isEmpty: Bool { commits.isEmpty && reached.isEmpty }

  /// Adds a commit that is to be written.
  package mutating func add(_ commit: CopiedCommit, fields: [String]) { commits.append((commit, fields)) }

  /// Adds a repository in which a commit is to be found.
  package mutating func add(_ commit: ObjectID, reachedBy repository: IndexedRepository) {
    repositories[repository.id] = repository
    reached[repository.id, default: []].append(commit)
  }

  /// The repositories, in the order of their rows.
  var reaching: [IndexedRepository] { repositories.values.sorted { $0.id < $1.id } }

  /// Those of the commits that are to be written to a store that has some of them.
  func wanted(_ there: [ObjectID: CopiedCommit]) -> [(commit: CopiedCommit, fields: [String])] {
    commits.filter { commit, _ in
      guard let other = there[commit.id] else { return true }
      return other.checksum != commit.checksum && commit.conflict(with: other) == nil
    }
  }

  /// The rows of those that are replaced by a commit with another message, and so with another meaning.
  static func changed(
    _ wanted: [(commit: CopiedCommit, fields: [String])], _ there: [ObjectID: CopiedCommit]
  ) -> [Int64] {
    wanted.compactMap { commit, _ in
      guard let other = there[commit.id], !commit.hasMessage(of: other) else { return nil }
      return other.row
    }
  }
}
