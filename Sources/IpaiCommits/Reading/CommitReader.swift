import IpaiCore
package import IpaiGit
import IpaiSearch

/// Reads commits from a repository: header, message, changed paths and words. Each thread needs its own.
package final class CommitReader {
  private let repository: GitRepository
  private let mailmap: Mailmap
  private let analyzer: TextAnalyzer
  private var builder: CommitWordsBuilder
  private var diffs = DiffWordsReader()
  private let boundary: Set<ObjectID>
  private let readsDiffs: Bool

  /// How many changed paths of a commit are stored, which bounds the cost of a tree with millions of names.
  package static let maxPaths = 250_000
  /// How many bytes of a message are stored.
  package static let maxMessageBytes = 64 << 10

  /// Opens the repository at `path`; `readsDiffs` says whether the words of diffs are wanted. Throws `IpaiError(.notFound)`
  /// when there is no repository.
  package init(path: String, readsDiffs: Bool) throws {
    repository = try GitRepository(containing: path)
    mailmap = Mailmap(of: repository)
    analyzer = try TextAnalyzer()
    builder = CommitWordsBuilder(analyzer)
    boundary = repository.shallowBoundary
    self.readsDiffs = readsDiffs
  }

  /// The commits with their words, in the same order; none when cancelled while diffs are read.
  package func records(of commits: [CommitFacts], isCancelled: () -> Bool = { false }) -> [CommitRecord] {
    guard readsDiffs else { return commits.map { record($0, nil) } }
    let diffs = diffs.read(commits.map(\.changes), from: repository, isCancelled: isCancelled)
    return zip(commits, diffs).map { record($0, $1) }
  }

  private func record(_ facts: CommitFacts, _ diff: DiffWords?) -> CommitRecord {
    let unreadable = facts.unreadableTree ?? diff?.unreadable
    return CommitRecord(
      facts: facts, words: builder.words(message: facts.message, changes: facts.changes, diff: diff),
      hasDiffWords: readsDiffs && unreadable == nil && !boundary.contains(facts.id), unreadable: unreadable)
  }

  /// What a commit says and what it changed, without its words.
  ///
  /// Throws `IpaiError`: `.notFound` or `.unavailable` when the commit is missing or damaged, `.interrupted` when cancelled.
  package func facts(_ id: ObjectID, isCancelled: @escaping () -> Bool = { false }) throws -> CommitFacts {
    let object = try repository.read(id)
    guard object.isCommit, let header = CommitHeader(object.bytes) else {
      throw IpaiError(.unavailable, "the object \(id.hex) is not a commit")
    }
    let bytes = object.bytes
    let changed = try changes(id, header, isCancelled)
    var encoding: String?
    if !header.encoding.isEmpty { encoding = String(decoding: bytes[header.encoding], as: UTF8.self) }
    return CommitFacts(
      id: id, parents: header.parents,
      author: mailmap.resolve(Signature(bytes[header.author], encoding: encoding)),
      committer: mailmap.resolve(Signature(bytes[header.committer], encoding: encoding)),
      message: message(UnsafeRawBufferPointer(rebasing: bytes[header.message]), encoding),
      changes: changed.paths, unreadableTree: changed.unreadable, arePathsCut: changed.isCut,
      isMessageCut: header.message.count > Self.maxMessageBytes)
  }

  /// What the commit object alone says: the author's offset from UTC in minutes, and whether the message is too long to be
  /// stored as a whole. Throws `IpaiError` when the commit is missing or damaged.
  package func headerFacts(_ id: ObjectID) throws -> (authoredOffset: Int, isMessageCut: Bool) {
    let object = try repository.read(id)
    guard object.isCommit, let header = CommitHeader(object.bytes) else {
      throw IpaiError(.unavailable, "the object \(id.hex) is not a commit")
    }
    return (Signature.offset(in: object.bytes[header.author]), header.message.count > Self.maxMessageBytes)
  }

  private func message(_ bytes: UnsafeRawBufferPointer, _ encoding: String?) -> String {
    decodeText(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.maxMessageBytes)), encoding: encoding)
  }

  /// What the commit changed compared with its parent. Nothing for a merge and at the boundary of a shallow clone, and when an
  /// object that is needed is missing or damaged, which is then `unreadable`.
  private func changes(
    _ id: ObjectID, _ header: CommitHeader, _ isCancelled: @escaping () -> Bool
  ) throws -> (paths: [ChangedPath], isCut: Bool, unreadable: ObjectID?) {
    guard header.parents.count < 2, !boundary.contains(id) else { return ([], false, nil) }
    do {
      let parentTree = try header.parents.first.map { try repository.tree(of: $0) }
      let comparison = try TreeComparison(
        repository, old: parentTree, new: header.tree, limit: Self.maxPaths, isCancelled: isCancelled)
      return (comparison.changes, comparison.isCut, nil)
    } catch let error as IpaiError {
      guard let unreadable = error.cause as? UnreadableObject else { throw error }
      return ([], false, unreadable.id)
    }
  }
}
