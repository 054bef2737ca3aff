import Foundation
import IpaiCore
import IpaiCorpora
import IpaiSearch

extension Services {
  /// The corpora of documents, for writing.
  func corporaForWriting() throws -> any CorpusStore {
    if let shared = try sharedStore() { return PostgresCorpusStore(shared) }
    return SQLiteCorpusStore(try databaseForWriting())
  }

  /// The corpora of documents, for reading; nil when there is no database yet.
  func corporaIfAny() throws -> (any CorpusStore)? {
    if let shared = try sharedStore() { return PostgresCorpusStore(shared) }
    return try databaseForReading().map { SQLiteCorpusStore($0) }
  }

  /// Whether a corpus has something at or beneath a path; false where nobody can tell.
  package func hasDocuments(beneath path: String) async -> Bool {
    let known = try? await working { _ in
      guard let corpora = try corporaIfAny() else { return false }
      return try await corpora.has(path: RealPath.text(path))
    }
    return known ?? false
  }

  /// Brings sources up to what their folders hold. One that cannot be read does not stop the others.
  ///
  /// `prunes`: whether all that a shared store has of a folder is forgotten where nothing of it is there; `embeds`: whether the meaning of
  /// what is new is computed, if a model is installed. Throws `IpaiError`: `.interrupted`,
  /// `.unavailable` for a full disk.
  func sync(
    _ sources: [StoredSource], isDry: Bool, prunes: Bool, embeds: Bool, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> SyncedSources {
    let store = try corporaForWriting()
    let now = now()
    let sync = CorpusSync(
      store, at: Timestamp(now), now: Int64(now.timeIntervalSince1970 * 1_000_000_000), isDry: isDry,
      prunes: prunes, isCancelled: isCancelled)
    var outcome = SyncedSources()
    for source in sources {
      do {
        let summary = try await sync.run(source) { done, total in
          report(WorkProgress(phase: "reading files", done: done, total: total))
        }
        outcome.sources.append(SyncedSource(source, summary))
      } catch let error as IpaiError where [.notFound, .denied, .usage, .conflict].contains(error.code) {
        var failed = SyncedSource(source)
        failed.failure = [error.summary, error.hint].compactMap { $0 }.joined(separator: "; ")
        failed.failureCode = error.code
        outcome.sources.append(failed)
      }
    }
    if embeds, !isDry {
      let found = try await embedPassages(of: Set(sources.map(\.corpus)).sorted(), isCancelled: isCancelled)
      outcome.embedded = found.embedded
      outcome.waiting = found.waiting
    }
    return outcome
  }
}
