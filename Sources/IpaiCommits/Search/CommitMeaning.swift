import GRDB
import IpaiCore
import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch
import Synchronization

/// What a search by meaning needs: the model, and the vectors of the database, which are kept from search to search.
package final class CommitMeaning: Sendable {
  private let makeEncoder: @Sendable () throws -> TextEncoder
  private let cacheFolder: String?
  private let state = Mutex(State())

  private struct State: Sendable {
    var encoder: TextEncoder?
    var vectors: CommitVectors?
  }

  /// `makeEncoder` throws `IpaiError(.notFound)` when no model is installed; it is called when first needed.
  package init(cacheFolder: String?, makeEncoder: @escaping @Sendable () throws -> TextEncoder) {
    (self.makeEncoder, self.cacheFolder) = (makeEncoder, cacheFolder)
  }

  /// The model. Throws what making it throws.
  func encoder() throws -> TextEncoder {
    if let encoder = state.withLock({ $0.encoder }) { return encoder }
    let encoder = try makeEncoder()
    state.withLock { $0.encoder = encoder }
    return encoder
  }

  /// True when something was computed with the model.
  func hasVectors(_ db: Database, _ encoder: TextEncoder) throws -> Bool {
    try CommitVectorStore.model(db, revision: encoder.revision) != nil
  }

  func vectors(_ db: Database, _ encoder: TextEncoder) throws -> CommitVectors {
    let version = try CommitVectorStore.version(db)
    if let kept = state.withLock({ $0.vectors }), kept.version == version, kept.revision == encoder.revision {
      return kept
    }
    let vectors = try CommitVectors.load(
      db, revision: encoder.revision, dimensions: encoder.dimensions, cacheFolder: cacheFolder)
    state.withLock { $0.vectors = vectors }
    return vectors
  }
}
