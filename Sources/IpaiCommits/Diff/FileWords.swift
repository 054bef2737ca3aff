import IpaiCore
import IpaiGit

/// The words of one changed file; one value is used for one file after the other.
struct FileWords {
  /// The identifiers of the changed lines and of the function lines above them.
  private(set) var counter = IdentifierCounter()
  private var difference = LineDifference()
  /// How many bytes were read.
  private(set) var bytes = 0
  /// A blob of the file that is missing or damaged; nil when there is none.
  private(set) var unreadable: ObjectID?

  /// Reads both versions of a changed file and counts their words.
  mutating func read(_ change: ChangedPath, from repository: borrowing GitRepository) {
    counter.reset()
    bytes = 0
    unreadable = nil
    switch (change.old, change.new) {
    case (let old?, let new?):
      guard let before = blob(old, repository), let after = blob(new, repository) else { return }
      count(before.bytes, after.bytes)
    case (let old?, nil):
      guard let before = blob(old, repository) else { return }
      count(before.bytes, Self.empty)
    case (nil, let new?):
      guard let after = blob(new, repository) else { return }
      count(Self.empty, after.bytes)
    case (nil, nil): return
    }
  }

  private static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// The blob, if it can be read and is small enough to be text.
  private mutating func blob(_ id: ObjectID, _ repository: borrowing GitRepository) -> GitObject? {
    guard let size = repository.size(of: id) else {
      unreadable = id
      return nil
    }
    guard size <= SourceText.maxBytes else { return nil }
    guard let blob = try? repository.read(id), blob.isBlob else {
      unreadable = id
      return nil
    }
    return blob
  }

  private mutating func count(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) {
    bytes = old.count + new.count
    guard SourceText.isWorthReading(new), SourceText.isWorthReading(old) else { return }
    // A function line counts once in a file, however many of the lines below it have changed.
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
