import Foundation
import GRDB
import IpaiSearch

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
