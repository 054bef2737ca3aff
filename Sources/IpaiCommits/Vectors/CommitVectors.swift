import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiSearch

/// The vectors of all commits of a database and a model, in one piece of memory: mapped from the cache, or read from the
/// database where that is not possible.
///
/// Sendable: nothing changes after `init`, and the memory lives as long as the object.
final class CommitVectors: @unchecked Sendable {
  let version: Int64
  let revision: String
  let matrix: VectorMatrix
  private let mapping: UnsafeMutableRawBufferPointer?
  private let memory: VectorRows?

  /// `cacheFolder` is nil when nothing may be kept.
  static func load(
    _ db: Database, revision: String, dimensions: Int, cacheFolder: String?
  ) throws -> CommitVectors {
    let version = try CommitVectorStore.version(db)
    let key = VectorCacheFile.Key(
      identity: try CommitVectorStore.identity(db), revision: revision, version: version, dimensions: dimensions)
    let file = cacheFolder.map { VectorCacheFile(folder: $0, key) }
    if let mapped = file?.map() { return CommitVectors(version, revision, mapped.matrix, mapped.mapping, nil) }
    let rows = try VectorRows(db, revision: revision, dimensions: dimensions)
    file?.write(rows)
    return CommitVectors(version, revision, rows.matrix, nil, rows)
  }

  private init(
    _ version: Int64, _ revision: String, _ matrix: VectorMatrix, _ mapping: UnsafeMutableRawBufferPointer?,
    _ memory: VectorRows?
  ) {
    (self.version, self.revision, self.matrix, self.mapping, self.memory) = (version, revision, matrix, mapping, memory)
  }

  deinit {
    if let mapping { munmap(mapping.baseAddress, mapping.count) }
  }
}
