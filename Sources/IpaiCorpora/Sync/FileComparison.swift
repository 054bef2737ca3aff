import IpaiCore

/// What has become of the files of a source since it was read, found by going through both lists side by side.
struct FileComparison {
  /// Those that are new, or have another stamp.
  private(set) var changed: [(file: FileTree.Entry, isNew: Bool)] = []
  /// The paths of those that are no longer there.
  private(set) var vanished: [String] = []
  /// How many are as they were, and part of the corpus.
  private(set) var unchanged = 0
  /// How many are as they were, and left out.
  private(set) var skipped: [SkipReason: Int] = [:]

  /// Compares what is known with what was found; both are in the order of the bytes of their paths.
  init(_ known: [KnownFile], _ found: [FileTree.Entry]) {
    var rest = known[...]
    for file in found {
      while let old = rest.first, ByteOrder.compare(old.path, file.path) < 0 {
        vanished.append(old.path)
        rest.removeFirst()
      }
      guard let old = rest.first, ByteOrder.compare(old.path, file.path) == 0 else {
        changed.append((file, isNew: true))
        continue
      }
      rest.removeFirst()
      if old.stamp != file.stamp {
        changed.append((file, isNew: false))
      } else if let reason = old.skipped {
        skipped[reason, default: 0] += 1
      } else {
        unchanged += 1
      }
    }
    vanished += rest.map(\.path)
  }
}
