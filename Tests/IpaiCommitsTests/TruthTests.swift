import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import TestSupport
import Testing

/// What the index says of itself is still true after the repository was changed behind its back.
@Suite struct TruthTests {
  private let index: TestIndex
  init() throws { index = try TestIndex() }

  private func repository(commits count: Int, word: String = "marmot") throws -> TestRepository {
    let repository = try TestRepository()
    for number in 1...count {
      try repository.commit("commit \(number)", files: ["d/f": "\(word)\(number)\n"], seconds: number)
    }
    return repository
  }

  private func file(of object: String, in repository: TestRepository) -> String {
    repository.path + "/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
  }

  /// Replaces an object with rubbish and returns what was there.
  private func damage(_ object: String, in repository: TestRepository) throws -> Data {
    let path = file(of: object, in: repository)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try replace(object, with: Data("rubbish".utf8), in: repository)
    return whole
  }

  private func replace(_ object: String, with data: Data, in repository: TestRepository) throws {
    let path = file(of: object, in: repository)
    try FileManager.default.removeItem(atPath: path)
    try data.write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: ["--unshallow", "--deepen=1"])
  func aDeepenedCloneIsNotUpToDate(how: String) async throws {
    let source = try repository(commits: 5)
    let clone = try TestRepository(cloning: "file://" + source.path, "--depth", "2")
    try index.index(clone)
    #expect(try index.status(clone).behind == 0)
    try clone.git("fetch", "-q", how)
    let added = how == "--unshallow" ? 3 : 1
    #expect(try index.status(clone).behind == added)
    #expect(try index.staleness(clone)?.behind == added)
    #expect(try index.index(clone).indexed == 2 + added)
    #expect(try index.status(clone).behind == 0)
    // The boundary's commit has its parent now, and so the words of its diff.
    #expect(try await index.search("marmot4", in: clone).count == 2)
  }

  /// An older ipai kept no boundary.
  @Test func aCloneThatAnOlderIpaiIndexedAndThatWasDeepenedIsNotUpToDate() throws {
    let source = try repository(commits: 5)
    let clone = try TestRepository(cloning: "file://" + source.path, "--depth", "2")
    try index.index(clone)
    try index.database.write { try $0.execute(sql: "UPDATE repository SET boundary = NULL") }
    #expect(try index.status(clone).behind == 0)
    try clone.git("fetch", "-q", "--unshallow")
    #expect(try index.status(clone).behind == 3)
    #expect(try index.index(clone).indexed == 5)
  }

  /// What one clone reads again with fewer words, others that have the commit read once more.
  @Test func aRebuildWithoutDiffWordsIsNoticedByOtherClones() async throws {
    let source = try repository(commits: 3)
    let clone = try TestRepository(cloning: source.path)
    try index.index(source)
    try index.index(clone, Selection(diffWords: false), rebuild: true)
    #expect(try !index.status(source).isComplete)
    #expect(try index.index(source).read == 3)
    #expect(try await index.search("marmot3", in: source).count == 1)
  }

  @Test func aCloneMadeShallowerIsAheadOfItself() throws {
    let source = try repository(commits: 5)
    let clone = try TestRepository(cloning: "file://" + source.path)
    try index.index(clone)
    try clone.git("fetch", "-q", "--depth=2")
    #expect(try index.status(clone).ahead == 3)
    #expect(try index.index(clone).dropped == 3)
    #expect(try index.status(clone).ahead == 0)
  }

  @Test func aRepairedCommitIsReadAgain() throws {
    let repository = try repository(commits: 4)
    let commit = try repository.git("rev-parse", "HEAD~1")
    let whole = try damage(commit, in: repository)
    #expect(try index.index(repository).skipped == [commit])
    // The second run names it again, and so does the status.
    #expect(try index.index(repository).skipped == [commit])
    #expect(try index.status(repository).skipped == [commit])
    try replace(commit, with: whole, in: repository)
    // The commit itself, and the one after it, whose paths are a comparison with it.
    #expect(try index.status(repository).behind == 2)
    #expect(try index.staleness(repository)?.behind == 2)
    let summary = try index.index(repository)
    #expect(summary.read == 4 && summary.indexed == 4 && summary.skipped.isEmpty)
    #expect(try index.status(repository).behind == 0)
  }

  @Test(arguments: ["HEAD^{tree}", "HEAD:d", "HEAD:d/f"])
  func aRepairedTreeOrFileGivesItsWords(object: String) async throws {
    let repository = try repository(commits: 3)
    let id = try repository.git("rev-parse", object)
    let head = try repository.git("rev-parse", "HEAD")
    let whole = try damage(id, in: repository)
    let summary = try index.index(repository)
    #expect(summary.indexed == 3 && summary.skipped.isEmpty && summary.withoutAllBlobs == 1)
    #expect(try await index.search("marmot3", in: repository).isEmpty)
    #expect(try index.index(repository).withoutAllBlobs == 1)
    #expect(try index.status(repository).withoutDiffWords == 1)
    try replace(id, with: whole, in: repository)
    #expect(try index.status(repository).behind == 1)
    let again = try index.index(repository)
    #expect(again.read == 1 && again.withoutAllBlobs == 0)
    #expect(try await index.search("marmot3", in: repository) == [head])
    #expect(
      try await CommitLookup(index.store).show("HEAD", in: repository.path).changes.map(\.path)
        == ["d/f"])
  }

  @Test func damageAfterIndexingIsSaid() throws {
    let repository = try repository(commits: 3)
    try index.index(repository)
    let commit = try repository.git("rev-parse", "HEAD~1")
    _ = try damage(commit, in: repository)
    #expect(try index.status(repository).skipped == [commit])
  }

  @Test(arguments: ["--filter=tree:0", "--filter=blob:none"])
  func aPartialCloneSaysThatWordsAreMissingUntilTheyAreFetched(filter: String) async throws {
    let source = try repository(commits: 4)
    try source.git("config", "uploadpack.allowFilter", "true")
    let clone = try TestRepository(cloning: "file://" + source.path, filter, "--no-checkout")
    #expect(try index.index(clone).withoutAllBlobs == 4)
    #expect(try index.status(clone).withoutDiffWords == 4)
    #expect(try index.status(clone).behind == 0)
    #expect(try index.index(clone).read == 0)
    // git fetches what it needs to show the diffs.
    try clone.git("log", "-p", "--all")
    #expect(try index.status(clone).behind == 4)
    let summary = try index.index(clone)
    #expect(summary.read == 4 && summary.withoutAllBlobs == 0)
    #expect(try await index.search("marmot4", in: clone).count == 1)
    #expect(try index.status(clone).withoutDiffWords == 0)
  }

  @Test func aReferenceThatIsGoneIsSaidWithTheWayOut() throws {
    let repository = try repository(commits: 2)
    try repository.git("branch", "side")
    try index.index(repository, Selection(references: ["side"]))
    try repository.git("branch", "-D", "side")
    let error = #expect(throws: IpaiError.self) { try index.status(repository) }
    #expect(error?.hint?.contains("ipai commits index") == true)
  }

  @Test func anotherCloneGivesTheMissingWords() throws {
    let source = try repository(commits: 3)
    try source.git("config", "uploadpack.allowFilter", "true")
    let clone = try TestRepository(cloning: "file://" + source.path, "--filter=blob:none", "--no-checkout")
    try index.index(clone)
    #expect(try index.index(source).read == 3)
    #expect(try index.status(clone).withoutDiffWords == 0)
  }
}
