import Foundation
import GRDB
import IpaiEmbedding

/// The vectors of all documents of a corpus and a model, in contiguous memory: mapped from the cache, or read from the
/// database when that is not possible.
///
/// Sendable: nothing changes after `init`, and the memory lives as long as the object.
final class CorpusVectors: @unchecked Sendable {
  /// The version of the vectors in the database (`CorpusVersion.vectors`).
  let version: Int64
  /// The revision of the model.
  let revision: String
  /// The vectors, valid as long as this object.
  let matrix: VectorMatrix
  /// How similarities are spread; nil for the model with which weights and limits were chosen.
  let spread: SimilaritySpread?
  private let mapping: UnsafeMutableRawBufferPointer?
  private let memory: VectorRows?

  /// Maps or reads the vectors as they are now; `cacheFolder` is nil when no file may be kept.
  static func load(
    _ db: Database, _ layout: CorpusLayout, _ encoder: any Embedder, cacheFolder: String?
  ) throws -> CorpusVectors {
    let version = try CorpusVersion.vectors(db, layout)
    let key = VectorCacheFile.Key(
      corpus: layout.name, identity: try VectorStore.identity(db), revision: encoder.revision, version: version,
      dimensions: encoder.dimensions)
    let file = cacheFolder.map { VectorCacheFile(folder: $0, key) }
    if let mapped = file?.map() {
      return CorpusVectors(version, encoder, mapped.matrix, mapping: mapped.mapping, memory: nil)
    }
    let rows = try VectorRows(db, layout, revision: encoder.revision, dimensions: encoder.dimensions)
    file?.write(rows)
    return CorpusVectors(version, encoder, rows.matrix, mapping: nil, memory: rows)
  }

  private init(
    _ version: Int64, _ encoder: any Embedder, _ matrix: VectorMatrix, mapping: UnsafeMutableRawBufferPointer?,
    memory: VectorRows?
  ) {
    self.version = version
    revision = encoder.revision
    spread = encoder.isReference ? nil : SimilaritySpread(of: matrix)
    self.matrix = matrix
    self.mapping = mapping
    self.memory = memory
  }

  deinit {
    if let mapping { munmap(mapping.baseAddress, mapping.count) }
  }
}
