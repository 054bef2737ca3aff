import DomainTestSupport
import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

/// What is copied from one store is what is copied from the other.
@Suite(.serialized, .onOwnThreads) struct CommitCopyStoreContractTests {
  private func copies(_ store: any CommitStore) async throws -> [ObjectID: CopiedCommit] {
    try await store.copies(of: try await store.ids())
  }

  private func words(_ store: any CommitStore) async throws -> [ObjectID: [String]] {
    let words = try await store.words(of: try await store.ids(), isCancelled: { false })
    var fields: [ObjectID: [String]] = [:]
    for (id, commit) in try await copies(store) {
      fields[id] = try words.fields(of: id, lengths: commit.lengths)
    }
    return fields
  }

  /// Copies all commits with their words, as `ipai store copy` does, to repositories of the destination.
  private func restore(
    _ source: any CommitStore, _ destination: any CommitStore, reachedBy row: IndexedRepository
  ) async throws {
    let ids = try await source.ids()
    let words = try await source.words(of: ids, isCancelled: { false })
    var restoration = CommitRestoration()
    for (id, commit) in try await copies(source) {
      restoration.add(commit, fields: try #require(try words.fields(of: id, lengths: commit.lengths)))
      restoration.add(id, reachedBy: row)
    }
    try await destination.restore(restoration)
  }

  private func repository(_ path: String, in store: any CommitStore) async throws -> CopiedRepository {
    let row = try #require(try await store.repository(at: path))
    return try #require(try await CopiedRepository(gitDirectory: row.gitDirectory, of: store))
  }

  @Test func commitsOfBothStoresAreTheSame() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 150)
    let shallow = try TestRepository(cloning: "file://" + repository.path, "--depth", "5")
    try shallow.commit("...", files: ["Naïve Größe.txt": "1", "空.c": "int 数;\n"], seconds: 1)
    try shallow.commit("CamelCase snake_case x-y 空の文字 don't https://example.org/a?b=c#d", seconds: 2)
    let stores = try await CommitStores()
    try await stores.index(repository.path)
    try await stores.index(shallow.path, Selection(diffWords: false))
    try await stores.both("ids") { try await $0.ids() }
    try await stores.both("checksums") { try await copies($0).mapValues(\.checksum) }
    let (one, other) = (try await words(stores.sqlite), try await words(stores.postgres))
    #expect(one.count == 152 && one == other)
    for path in [repository.path, shallow.path] {
      try await stores.both(path) { try await self.repository(path, in: $0).checksum }
    }
    // A commit that was read again has its words once.
    try await stores.index(repository.path, rebuild: true)
    try await stores.both("checksums") { try await copies($0).mapValues(\.checksum) }
    #expect(try await words(stores.postgres) == one)
  }

  @Test func whatHappensMeanwhileIsNoticed() async throws {
    let repository = try TestRepository()
    try repository.commit("Feed the walrus", files: ["zoo/walrus.c": "int walrus;\n"], seconds: 1)
    let (source, target) = (try await CommitStores(), try await CommitStores())
    try await source.index(repository.path)
    for destination in [target.sqlite, target.postgres] as [any CommitStore] {
      let copied = try await self.repository(repository.path, in: source.postgres)
      let members = try await source.postgres.reachable(from: copied.row)
      func copy(to row: IndexedRepository) async throws -> RepositoryCopy {
        RepositoryCopy(of: copied, members, to: row, try await destination.reachable(from: row))
      }
      // Nothing was copied yet.
      let row = try await destination.begin(copied.start(replacing: nil))
      #expect(try await !destination.finish(copy(to: row)))
      // It was forgotten, and indexed.
      _ = try await RepositoryForgetting(destination).forget(repository.path)
      try await restore(source.sqlite, destination, reachedBy: row)
      #expect(try await !destination.finish(copy(to: row)))
      #expect(try await destination.repositories().isEmpty)
      #expect(try await destination.commitCount() == 1)
      let again = try await destination.begin(copied.start(replacing: nil))
      let request = IndexRequest(path: repository.path, selection: Selection(), jobs: 1, now: CommitStores.now)
      #expect(try await CommitIndexer(destination, request).run().read == 0)
      #expect(try await !destination.finish(copy(to: again)))
      // A run of the destination that began before notices the copy.
      let there = try await self.repository(repository.path, in: destination)
      #expect(there.checksum == copied.checksum && copied.isCopied(in: there))
      let begun = try await destination.begin(copied.start(replacing: there))
      #expect(begun.generation == there.row.generation + 1 && !begun.isComplete)
      try await restore(source.sqlite, destination, reachedBy: begun)
      #expect(try await destination.finish(copy(to: begun)))
      #expect(try await self.repository(repository.path, in: destination).row.generation == begun.generation + 1)
      #expect(try await self.repository(repository.path, in: destination).checksum == copied.checksum)
    }
  }
}
