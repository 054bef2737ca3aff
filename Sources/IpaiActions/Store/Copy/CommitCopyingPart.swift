import IpaiCommits
import IpaiCore
import IpaiGit

/// Copies some commits from one store to another, after it has compared them.
struct CommitCopyingPart {
  /// What became of a commit.
  struct Result {
    let id: ObjectID
    /// The rows of the repositories of the source that reach it.
    let repositories: Set<Int64>
    let checksum: String
    /// That of what the destination has; empty where it has nothing.
    var copyChecksum = ""
    var isCopied = false
    /// Whether it has another message at the destination.
    var hasOtherMessage = false
    /// Why it is not the same in both; nil as well for one that is not wanted there.
    var difference: String?
  }

  private let ids: [ObjectID]
  private let source: any CommitStore
  private let destination: any CommitStore
  private let isCancelled: @Sendable () -> Bool
  private var results: [ObjectID: Result] = [:]
  /// Those that are written, with how many terms their fields have.
  private var wanted: [ObjectID: [Int]] = [:]
  /// Those that are to be found in repositories in which they are not.
  private var unreached: Set<ObjectID> = []

  /// How many commits are read at once, and written in one transaction.
  private static let batch = 1_000

  /// Copies the commits with these ids.
  init(
    _ ids: [ObjectID], from source: any CommitStore, to destination: any CommitStore,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.ids = ids
    self.source = source
    self.destination = destination
    self.isCancelled = isCancelled
  }

  /// Returns what became of them, in their order, without those that are gone by now. The copy of `repositories` begins before the first
  /// commit is written. `step` is called with how many are done.
  mutating func run(_ repositories: inout RepositoryCopying, step: (Int) throws -> Void) async throws -> [Result] {
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      try step(0)
      try await compare(Array(ids[start..<min(start + Self.batch, ids.count)]), repositories)
    }
    if !wanted.isEmpty || !unreached.isEmpty {
      let words = try await source.words(of: ids.filter { wanted[$0] != nil }, isCancelled: isCancelled)
      try await check(words)
      try await repositories.begin()
      for start in stride(from: 0, to: ids.count, by: Self.batch) {
        try step(start)
        let some = ids[start..<min(start + Self.batch, ids.count)]
        try await copy(some.filter { wanted[$0] != nil || unreached.contains($0) }, words, repositories)
      }
    }
    return ids.compactMap { results[$0] }
  }

  private mutating func compare(_ ids: [ObjectID], _ repositories: RepositoryCopying) async throws {
    let commits = try await source.copies(of: ids)
    let copies = try await destination.copies(of: ids)
    for id in ids {
      guard let commit = commits[id] else { continue }
      var result = Result(id: id, repositories: commit.repositories, checksum: commit.checksum)
      let isWanted = repositories.wants(reachedBy: commit.repositories)
      if let copy = copies[id] {
        result.compare(commit, copy)
        if result.difference != nil, isWanted, commit.conflict(with: copy) == nil { wanted[id] = commit.lengths }
      } else if isWanted {
        wanted[id] = commit.lengths
      }
      if !repositories.reach(commit.repositories, as: copies[id]?.repositories ?? []) { unreached.insert(id) }
      results[id] = result
    }
  }

  /// Throws `IpaiError(.unavailable)` for a commit whose words are not those that it should have, unless it has changed meanwhile.
  private func check(_ words: CopiedWords) async throws {
    let wrong = try wanted.filter { try words.fields(of: $0.key, lengths: $0.value) == nil }.map(\.key)
    let commits = try await source.copies(of: Array(wrong.prefix(Self.batch)))
    guard let damaged = wrong.first(where: { results[$0]?.checksum == commits[$0]?.checksum }) else { return }
    throw IpaiError(
      .unavailable, "the words of commit \(damaged.hex) in \(source.place) are damaged",
      hint: "read its repository again: ipai commits index PATH --rebuild")
  }

  private mutating func copy(
    _ ids: [ObjectID], _ words: CopiedWords, _ repositories: RepositoryCopying
  ) async throws {
    guard !ids.isEmpty else { return }
    let commits = try await source.copies(of: ids)
    var restoration = CommitRestoration()
    for id in ids {
      guard let commit = commits[id] else { continue }
      if wanted[id] != nil, let fields = try words.fields(of: id, lengths: commit.lengths) {
        restoration.add(commit, fields: fields)
      }
      for row in repositories.rows(of: commit.repositories) { restoration.add(id, reachedBy: row) }
    }
    guard !restoration.isEmpty else { return }
    try await destination.restore(restoration)
    try await verify(ids.filter { wanted[$0] != nil }, commits)
  }

  private mutating func verify(_ ids: [ObjectID], _ commits: [ObjectID: CopiedCommit]) async throws {
    let copies = try await destination.copies(of: ids)
    for id in ids {
      guard let commit = commits[id] else { continue }
      var result = Result(id: id, repositories: commit.repositories, checksum: commit.checksum)
      if let copy = copies[id] {
        result.compare(commit, copy)
      } else {
        result.difference = "it is not there after it was copied"
      }
      result.isCopied = result.difference == nil
      results[id] = result
    }
  }
}

extension CommitCopyingPart.Result {
  /// Notes what the destination has of a commit.
  fileprivate mutating func compare(_ commit: CopiedCommit, _ copy: CopiedCommit) {
    copyChecksum = copy.checksum
    guard commit.checksum != copy.checksum else { return }
    difference = commit.difference(from: copy)
    hasOtherMessage = !commit.hasMessage(of: copy)
  }
}
