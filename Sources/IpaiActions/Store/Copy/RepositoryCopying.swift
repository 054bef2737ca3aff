import IpaiCommits
import IpaiCore
import IpaiGit

/// Copies the repositories of commits from one store to another: begins with those that are not the same in both, and records at the end
/// what was copied of them. Between the two, their commits are copied.
struct RepositoryCopying {
  /// What is done with a repository.
  private enum Fate {
    case same
    /// It is left as it is there, for a reason.
    case stays(String)
    /// It is to be copied in place of one, or of none.
    case wanted(CopiedRepository?)
    /// It is being copied to this row.
    case begun(IndexedRepository)
  }

  /// What became of a repository.
  struct Result {
    /// The path of its git directory.
    let name: String
    let checksum: String
    /// That of what the destination has; empty where it has nothing.
    let copyChecksum: String
    let isCopied: Bool
    /// Why it is not the same in both.
    let difference: String?
  }

  private let source: any CommitStore
  private let destination: any CommitStore
  private var plans: [(before: CopiedRepository, fate: Fate)] = []
  private let places: [Int64: Int]

  /// Compares all repositories of `source` with those of `destination`.
  init(from source: any CommitStore, to destination: any CommitStore) async throws {
    self.source = source
    self.destination = destination
    let rows = try await source.repositories().sorted { ByteOrder.compare($0.gitDirectory, $1.gitDirectory) < 0 }
    for row in rows {
      let repository = try await CopiedRepository(row, of: source)
      plans.append((repository, try await Self.fate(of: repository, destination)))
    }
    let directories = rows.map { Array($0.gitDirectory.utf8) }
    guard Set(directories).count == directories.count else {
      throw IpaiError(.conflict, "two repositories in \(source.place) have the same path")
    }
    places = Dictionary(rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
  }

  private static func fate(of repository: CopiedRepository, _ destination: any CommitStore) async throws -> Fate {
    let there = try await CopiedRepository(gitDirectory: repository.row.gitDirectory, of: destination)
    if let there {
      if repository.isCopied(in: there) { return .same }
      if repository.checksum != there.checksum, let reason = repository.conflict(with: there) { return .stays(reason) }
    }
    return .wanted(there)
  }

  /// Begins the copy of those that are to be copied, if that was not done before.
  mutating func begin() async throws {
    for (place, plan) in plans.enumerated() {
      guard case .wanted(let there) = plan.fate else { continue }
      plans[place].fate = .begun(try await destination.begin(plan.before.start(replacing: there)))
    }
  }

  /// The paths of the repositories, by their rows in the source.
  var paths: [Int64: String] {
    Dictionary(plans.map { ($0.before.row.id, $0.before.row.path) }, uniquingKeysWith: { $1 })
  }

  /// Whether commits that are reached by these repositories of the source, or by none, are wanted at the destination.
  func wants(reachedBy repositories: Set<Int64>) -> Bool {
    repositories.isEmpty
      || repositories.contains { row in
        guard let place = places[row], case .stays = plans[place].fate else { return true }
        return false
      }
  }

  /// Whether a commit that these repositories of the source reach can be found in those of the destination that are copied, given the rows
  /// of those that reach it there.
  func reach(_ repositories: Set<Int64>, as there: Set<Int64>) -> Bool {
    repositories.allSatisfy { row in
      guard let place = places[row] else { return true }
      switch plans[place].fate {
      case .same, .stays: return true
      case .wanted(let other): return other.map { there.contains($0.row.id) } ?? false
      case .begun(let row): return there.contains(row.id)
      }
    }
  }

  /// The repositories of the destination in which a commit is to be found that these of the source reach.
  func rows(of repositories: Set<Int64>) -> [IndexedRepository] {
    repositories.compactMap { row in
      guard let place = places[row], case .begun(let row) = plans[place].fate else { return nil }
      return row
    }
  }

  /// Ends the copy of all repositories, after that of their commits.
  mutating func finish() async throws -> [Result] {
    try await begin()
    var results: [Result] = []
    for (before, fate) in plans {
      switch fate {
      case .same, .wanted: results.append(try await result(before, isCopied: false, nil))
      case .stays(let reason): results.append(try await result(before, isCopied: false, reason))
      case .begun(let row):
        let difference = try await finish(before, row)
        results.append(try await result(before, isCopied: true, difference))
      }
    }
    return results
  }

  /// Returns why it could not be done; nil when it was.
  private func finish(_ before: CopiedRepository, _ row: IndexedRepository) async throws -> String? {
    let now = try await CopiedRepository(gitDirectory: before.row.gitDirectory, of: source)
    guard let now, now.isUnchanged(since: before) else { return "it was indexed here meanwhile; copy it again" }
    let members = try await source.reachable(from: now.row)
    let copy = RepositoryCopy(of: now, members, to: row, try await destination.reachable(from: row))
    guard try await destination.finish(copy) else {
      return "it was indexed there meanwhile; copy it again"
    }
    return nil
  }

  private func result(_ before: CopiedRepository, isCopied: Bool, _ difference: String?) async throws -> Result {
    let after = try await CopiedRepository(gitDirectory: before.row.gitDirectory, of: destination)
    var difference = difference
    if difference == nil, after?.checksum != before.checksum {
      difference = "it is not the same in both after it was copied"
    }
    return Result(
      name: before.row.gitDirectory, checksum: before.checksum, copyChecksum: after?.checksum ?? "",
      isCopied: isCopied, difference: difference)
  }
}
