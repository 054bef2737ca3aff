import IpaiCorpora

/// Files of a source that are copied together, as both stores have them.
struct CorpusBatch: Sendable {
  /// The bytes of their paths, in order.
  let keys: [[UInt8]]
  /// By path: the files that are copied.
  let files: [[UInt8]: CopiedFile]
  /// By path: what the destination has already.
  let copies: [[UInt8]: CopiedFile]
  /// By path: why a file stays as it is at the destination.
  let conflicts: [[UInt8]: String]
  /// Those that are not the same there.
  let changed: PreparedFiles

  /// Reads files with these paths of the folder `source.id` in one store and `place.id` in the other.
  init(
    _ paths: [String], of folder: StoredSource, in source: any CorpusStore, to place: StoredSource,
    in destination: any CorpusStore
  ) async throws {
    let files = try await source.copies(of: paths, in: folder.id)
    let copies = try await destination.copies(of: paths, in: place.id)
    keys = paths.map { Array($0.utf8) }.filter { files[$0] != nil }
    var conflicts: [[UInt8]: String] = [:]
    var changed: [CopiedFile] = []
    for key in keys {
      guard let file = files[key] else { continue }
      if let copy = copies[key], let reason = file.conflict(with: copy) {
        conflicts[key] = reason
      } else if copies[key]?.checksum != file.checksum {
        changed.append(file)
      }
    }
    self.files = files
    self.copies = copies
    self.conflicts = conflicts
    self.changed = try PreparedFiles(changed)
  }
}
