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

/// The vectors as they are read from the database.
final class VectorRows {
  let documents: UnsafeMutableBufferPointer<Int64>
  let scales: UnsafeMutableBufferPointer<Float>
  let rows: UnsafeMutableBufferPointer<Int8>
  let dimensions: Int

  init(_ db: Database, revision: String, dimensions: Int) throws {
    self.dimensions = dimensions
    let model = try CommitVectorStore.model(db, revision: revision) ?? -1
    let most =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM commit_vector WHERE model_id = ?", arguments: [model]) ?? 0
    let (documents, scales, rows) = (
      UnsafeMutableBufferPointer<Int64>.allocate(capacity: most),
      UnsafeMutableBufferPointer<Float>.allocate(capacity: most),
      UnsafeMutableBufferPointer<Int8>.allocate(capacity: most * dimensions)
    )
    var count = 0
    do {
      let found = try Row.fetchCursor(
        db, sql: "SELECT commit_id, scale, bytes FROM commit_vector WHERE model_id = ? ORDER BY commit_id",
        arguments: [model])
      while let row = try found.next(), count < most {
        let isStored = try row.withUnsafeData(atIndex: 2) { data in
          guard let data, data.count == dimensions else { return false }
          data.copyBytes(
            to: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(rows)[(count * dimensions)...]))
          return true
        }
        guard isStored else { continue }
        documents.initializeElement(at: count, to: row[0])
        scales.initializeElement(at: count, to: Float(row[1] as Double))
        count += 1
      }
    } catch {
      documents.deallocate()
      scales.deallocate()
      rows.deallocate()
      throw error
    }
    self.documents = UnsafeMutableBufferPointer(start: documents.baseAddress, count: count)
    self.scales = UnsafeMutableBufferPointer(start: scales.baseAddress, count: count)
    self.rows = UnsafeMutableBufferPointer(start: rows.baseAddress, count: count * dimensions)
  }

  deinit {
    documents.deallocate()
    scales.deallocate()
    rows.deallocate()
  }

  var matrix: VectorMatrix {
    VectorMatrix(
      documents: UnsafeBufferPointer(documents), scales: UnsafeBufferPointer(scales), rows: UnsafeBufferPointer(rows),
      dimensions: dimensions)
  }
}
