import Foundation
import GRDB

/// The vectors of a corpus and a model, read from the database into memory that this object owns.
final class VectorRows {
  /// The numbers of the documents, ascending.
  let documents: UnsafeMutableBufferPointer<Int64>
  /// By row, what its bytes are multiplied by.
  let scales: UnsafeMutableBufferPointer<Float>
  /// documents.count x dimensions.
  let rows: UnsafeMutableBufferPointer<Int8>
  /// How many numbers a vector has.
  let dimensions: Int

  /// Reads the vectors of the model with this revision, without those that have another number of dimensions.
  init(_ db: Database, _ layout: CorpusLayout, revision: String, dimensions: Int) throws {
    self.dimensions = dimensions
    let table = layout.vectors
    let model = try VectorStore.model(db, revision: revision, in: layout) ?? -1
    let count = "SELECT count(*) FROM \(table.name) WHERE model_id = ?"
    let most = try Int.fetchOne(db, sql: count, arguments: [model]) ?? 0
    let documents = UnsafeMutableBufferPointer<Int64>.allocate(capacity: most)
    let scales = UnsafeMutableBufferPointer<Float>.allocate(capacity: most)
    let rows = UnsafeMutableBufferPointer<Int8>.allocate(capacity: most * dimensions)
    var filled = 0
    do {
      let found = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(table.document), scale, bytes FROM \(table.name) WHERE model_id = ? ORDER BY \(table.document)
          """,
        arguments: [model])
      while let row = try found.next(), filled < most {
        let isStored = try row.withUnsafeData(atIndex: 2) { data in
          guard let data, data.count == dimensions else { return false }
          data.copyBytes(
            to: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(rows)[(filled * dimensions)...]))
          return true
        }
        guard isStored else { continue }
        documents.initializeElement(at: filled, to: row[0])
        scales.initializeElement(at: filled, to: Float(row[1] as Double))
        filled += 1
      }
    } catch {
      documents.deallocate()
      scales.deallocate()
      rows.deallocate()
      throw error
    }
    self.documents = UnsafeMutableBufferPointer(start: documents.baseAddress, count: filled)
    self.scales = UnsafeMutableBufferPointer(start: scales.baseAddress, count: filled)
    self.rows = UnsafeMutableBufferPointer(start: rows.baseAddress, count: filled * dimensions)
  }

  deinit {
    documents.deallocate()
    scales.deallocate()
    rows.deallocate()
  }

  /// A view of the vectors, valid as long as this object.
  var matrix: VectorMatrix {
    VectorMatrix(
      documents: UnsafeBufferPointer(documents), scales: UnsafeBufferPointer(scales), rows: UnsafeBufferPointer(rows),
      dimensions: dimensions)
  }
}
