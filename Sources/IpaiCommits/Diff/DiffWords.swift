import Foundation
import IpaiCore
import IpaiGit

/// The words of a commit's diff: the most frequent identifiers of its added and removed lines and of the function
/// lines above them, within bounds that keep a commit of any size cheap.
struct DiffWords {
  private var counter = IdentifierCounter()
  private var difference = LineDifference()
  /// Blobs that a partial clone left out or that are damaged, met in the last commit.
  private(set) var unreadable = 0

  /// How many identifiers of a commit are kept.
  static let limit = 150
  private static let maxFiles = 500
  private static let maxBytes = 16 << 20

  /// Reads the changed files of one commit and counts their words.
  mutating func read(_ changes: [ChangedPath], from repository: borrowing GitRepository) {
    counter.reset()
    unreadable = 0
    var bytes = 0
    var files = 0
    for change in changes where change.old != change.new && SourceText.isWorthReading(path: change.path) {
      guard files < Self.maxFiles, bytes < Self.maxBytes else { return }
      files += 1
      bytes += read(change, from: repository)
    }
  }

  /// The identifiers kept, most frequent first, with their counts.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) { counter.mostFrequent(Self.limit, body) }

  /// Returns how many bytes were read.
  private mutating func read(_ change: ChangedPath, from repository: borrowing GitRepository) -> Int {
    switch (change.old, change.new) {
    case (let old?, let new?):
      guard let before = blob(old, repository), let after = blob(new, repository) else { return 0 }
      count(before.bytes, after.bytes)
      return before.bytes.count + after.bytes.count
    case (let old?, nil):
      guard let before = blob(old, repository) else { return 0 }
      count(before.bytes, Self.empty)
      return before.bytes.count
    case (nil, let new?):
      guard let after = blob(new, repository) else { return 0 }
      count(Self.empty, after.bytes)
      return after.bytes.count
    case (nil, nil): return 0
    }
  }

  private static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  private mutating func blob(_ id: ObjectID, _ repository: borrowing GitRepository) -> GitObject? {
    guard let size = repository.size(of: id) else {
      unreadable += 1
      return nil
    }
    guard size <= SourceText.maxBytes else { return nil }
    guard let blob = try? repository.read(id), blob.isBlob else {
      unreadable += 1
      return nil
    }
    return blob
  }

  private mutating func count(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) {
    guard SourceText.isWorthReading(new), SourceText.isWorthReading(old) else { return }
    // A function line counts once a file, however many of its lines changed.
    var contexts: Set<UInt64> = []
    withUnsafeMutablePointer(to: &counter) { counter in
      difference.compare(
        old, new,
        LineDifference.Sink(
          line: { counter.pointee.count($0) },
          context: {
            if contexts.insert(ByteHash.of($0)).inserted { counter.pointee.count($0) }
          }))
    }
  }
}
