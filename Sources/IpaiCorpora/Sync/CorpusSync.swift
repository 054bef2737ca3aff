import Foundation
package import IpaiCore
import IpaiSearch
import Synchronization

/// Brings a source up to what its folder holds.
///
/// It may be interrupted at any time: what is stored stays, and the next run reads the rest. Two at once store the same.
package struct CorpusSync {
  private let store: SQLiteCorpusStore
  private let date: Timestamp
  /// Now, in nanoseconds since 1970.
  private let now: Int64
  private let isDry: Bool
  private let isCancelled: () -> Bool

  /// How many files, and how many bytes of them, are stored in one transaction.
  private static let (batchFiles, batchBytes) = (200, 4 << 20)

  /// Works on `store`. `isDry`: whether nothing is stored, and only counted.
  package init(
    _ store: SQLiteCorpusStore, at date: Timestamp, now: Int64, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.store = store
    self.date = date
    self.now = now
    self.isDry = isDry
    self.isCancelled = isCancelled
  }

  /// Reads what has changed, and forgets what has vanished.
  ///
  /// `report`: called with how many of the changed files are done, and how many there are. Throws `IpaiError`: `.notFound` when the
  /// folder is gone, `.interrupted`, `.unavailable` for a full disk.
  package func run(_ source: StoredSource, report: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws
    -> CorpusSyncSummary
  {
    var summary = CorpusSyncSummary()
    let (tree, known) = try found(source)
    for skipped in tree.skipped { summary.skipped[skipped.reason, default: 0] += 1 }
    summary.unreadable = tree.unreadable
    let comparison = FileComparison(known, tree.files)
    summary.unchanged = comparison.unchanged
    summary.skipped.merge(comparison.skipped, uniquingKeysWith: +)
    try read(comparison.changed, source, &summary, report)
    // What is in a folder that cannot be read may still be there.
    let vanished = comparison.vanished.filter { path in
      !tree.unreadable.contains { path.hasPrefix($0) }
    }
    summary.removed = vanished.count
    if !isDry {
      try store.finish(source.id, isChanged: !comparison.changed.isEmpty, vanished: vanished, at: date)
    }
    return summary
  }

  /// What is in the folder, and what is known of it, which is read at the same time.
  private func found(_ source: StoredSource) throws -> (FoundFiles, [KnownFile]) {
    let known = Mutex<Result<[KnownFile], any Error>>(.success([]))
    let reading = DispatchGroup()
    DispatchQueue.global().async(group: reading) { [store] in
      let files = Result { try store.files(of: source.id) }
      known.withLock { $0 = files }
    }
    let tree = Result { try FoundFiles(source, isCancelled: isCancelled) }
    reading.wait()
    return (try tree.get(), try known.withLock { try $0.get() })
  }

  private func read(
    _ files: [(file: FileTree.Entry, isNew: Bool)], _ source: StoredSource, _ summary: inout CorpusSyncSummary,
    _ report: (Int, Int) -> Void
  ) throws {
    var batch: [ReadFile] = []
    var bytes = 0
    for (number, (file, isNew)) in files.enumerated() {
      if isCancelled() {
        throw IpaiError(.interrupted, "interrupted; what was read is kept, and the next sync goes on")
      }
      guard let read = FileReading.read(file, source, now: now) else { continue }
      switch read.result {
      case .success(let content):
        bytes += content.bytes.count
        summary.bytes += content.bytes.count
        try count(content, file.path, isNew, source, &summary)
      case .failure(let failure): summary.skipped[failure.reason, default: 0] += 1
      }
      batch.append(read)
      guard batch.count >= Self.batchFiles || bytes >= Self.batchBytes || number == files.count - 1 else { continue }
      if !isDry { try store.keep(batch, of: source.id) }
      (batch, bytes) = ([], 0)
      report(number + 1, files.count)
    }
    if !batch.isEmpty, !isDry { try store.keep(batch, of: source.id) }
  }

  /// A file that was touched, or was read right after it was written, may be as it was.
  private func count(
    _ content: DocumentContent, _ path: String, _ isNew: Bool, _ source: StoredSource,
    _ summary: inout CorpusSyncSummary
  ) throws {
    if isNew {
      summary.added += 1
    } else if try store.digest(of: path, in: source.id) == content.digest {
      summary.unchanged += 1
    } else {
      summary.updated += 1
    }
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
