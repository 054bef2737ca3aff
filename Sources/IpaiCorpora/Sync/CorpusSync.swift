package import IpaiCore
import IpaiSearch

/// Brings a source up to what its folder holds.
///
/// It may be interrupted at any time: what is stored stays, and the next run reads the rest. Two at once store the same.
package struct CorpusSync {
  private let store: any CorpusStore
  private let date: Timestamp
  /// Now, in nanoseconds since 1970.
  private let now: Int64
  private let isDry: Bool
  private let prunes: Bool
  private let isCancelled: @Sendable () -> Bool

  /// How many files, and how many bytes of them, are stored in one transaction.
  private static let (batchFiles, batchBytes) = (200, 4 << 20)

  /// Works on `store`. `isDry`: whether nothing is stored, and only counted; `prunes`: whether all that a shared store has of a folder is
  /// forgotten where nothing of it is there.
  package init(
    _ store: any CorpusStore, at date: Timestamp, now: Int64, isDry: Bool = false, prunes: Bool = true,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.store = store
    self.date = date
    self.now = now
    self.isDry = isDry
    self.prunes = prunes
    self.isCancelled = isCancelled
  }

  /// Reads what has changed, and forgets what has vanished.
  ///
  /// `report`: called with how many of the changed files are done, and how many there are. Throws `IpaiError`: `.notFound` when the
  /// folder is gone, `.conflict` when nothing of what is stored is there, `.interrupted`, `.unavailable` for a full disk.
  package func run(_ source: StoredSource, report: (_ done: Int, _ total: Int) -> Void = { _, _ in })
    async throws -> CorpusSyncSummary
  {
    var summary = CorpusSyncSummary()
    let (tree, known) = try await found(source)
    for skipped in tree.skipped { summary.skipped[skipped.reason, default: 0] += 1 }
    summary.unreadable = tree.unreadable
    let comparison = FileComparison(known, tree.files)
    if !prunes, tree.unreadable.isEmpty, comparison.vanished.count == known.count {
      try LostSource.check(source, known, found: tree.files.count, in: store.sharing)
    }
    summary.unchanged = comparison.unchanged
    summary.skipped.merge(comparison.skipped, uniquingKeysWith: +)
    try await read(comparison.changed, source, &summary, report)
    // What is in a folder that cannot be read may still be there.
    let vanished = comparison.vanished.filter { path in
      !tree.unreadable.contains { path.hasPrefix($0) }
    }
    summary.removed = vanished.count
    if !isDry {
      try await store.finish(source.id, isChanged: !comparison.changed.isEmpty, vanished: vanished, at: date)
    }
    return summary
  }

  /// What is in the folder, and what is known of it, which is read at the same time.
  private func found(_ source: StoredSource) async throws -> (FoundFiles, [KnownFile]) {
    async let known = store.files(of: source.id)
    let tree = try FoundFiles(source, isCancelled: isCancelled)
    return (tree, try await known)
  }

  private func read(
    _ files: [(file: FileTree.Entry, isNew: Bool)], _ source: StoredSource, _ summary: inout CorpusSyncSummary,
    _ report: (Int, Int) -> Void
  ) async throws {
    var batch: [(file: ReadFile, isNew: Bool)] = []
    var bytes = 0
    for (number, (file, isNew)) in files.enumerated() {
      if isCancelled() {
        throw IpaiError(.interrupted, "interrupted; what was read is kept, and the next sync goes on")
      }
      guard let read = FileReading.read(file, source, now: now) else { continue }
      bytes += read.content?.bytes.count ?? 0
      batch.append((read, isNew))
      guard batch.count >= Self.batchFiles || bytes >= Self.batchBytes || number == files.count - 1 else { continue }
      try await keep(batch, source, &summary)
      (batch, bytes) = ([], 0)
      report(number + 1, files.count)
    }
    if !batch.isEmpty { try await keep(batch, source, &summary) }
  }

  private func keep(
    _ batch: [(file: ReadFile, isNew: Bool)], _ source: StoredSource, _ summary: inout CorpusSyncSummary
  ) async throws {
    let known = try await store.contents(of: batch.filter { !$0.isNew }.map(\.file.path), in: source.id)
    for (file, isNew) in batch {
      switch file.result {
      case .success(let content):
        summary.bytes += content.bytes.count
        if isNew {
          summary.added += 1
        } else if known[Array(file.path.utf8)]?.digest == content.digest {
          // A file that was touched, or was read right after it was written, may be as it was.
          summary.unchanged += 1
        } else {
          summary.updated += 1
        }
      case .failure(let failure): summary.skipped[failure.reason, default: 0] += 1
      }
    }
    if !isDry { try await store.keep(batch.map(\.file), of: source.id) }
  }
}

/// What a sync did.
package struct CorpusSyncSummary: Sendable, Equatable {
  /// How many files are new.
  package var added = 0
  /// How many files have changed.
  package var updated = 0
  /// How many files are as they were.
  package var unchanged = 0
  /// How many files have vanished.
  package var removed = 0
  /// How many files were left out, by reason.
  package var skipped: [SkipReason: Int] = [:]
  /// The folders that could not be read.
  package var unreadable: [String] = []
  /// How many bytes of text were read.
  package var bytes = 0
}
