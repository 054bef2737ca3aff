import IpaiCore
import IpaiMemory
import IpaiSearch

extension Services {
  /// The memory, for writing.
  func memoryForWriting() throws -> any MemoryStore {
    if let shared = try sharedStore() { return PostgresMemoryStore(shared) }
    return SQLiteMemoryStore(try databaseForWriting())
  }

  /// The memory, for reading. Throws `IpaiError(.notFound)` when nothing has been stored yet.
  func memoryForReading() throws -> any MemoryStore {
    if let shared = try sharedStore() { return PostgresMemoryStore(shared) }
    guard let database = try databaseForReading() else { throw nothingRemembered }
    return SQLiteMemoryStore(database)
  }

  /// The error for a database that does not exist yet.
  var nothingRemembered: IpaiError {
    IpaiError(
      .notFound, "nothing is in memory yet: there is no database at \(databasePath)",
      hint: "add something first: ipai memory add --help")
  }

  /// Removes the copies of a corpus's vectors: the next search makes new ones.
  func removeVectorCaches(of layout: CorpusLayout) {
    VectorCaches(folder: directories.cache + "/vectors").remove(corpus: layout.name)
  }

  /// Computes the vectors that messages lack, or those that were added last, where a model is installed; returns how many were
  /// computed.
  func embedMessages(
    latest: Int? = nil, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Int {
    guard configuration.embeddings, let encoder = try installedEncoder() else { return 0 }
    if let shared = try sharedStore() {
      return try await PostgresVectorFilling(shared, .memory, encoder, isCancelled: isCancelled)
        .run(latest: latest, report: reportMeaning)
    }
    return try MessageEmbedding(databaseForWriting(), encoder, isCancelled: isCancelled)
      .run(latest: latest, report: reportMeaning)
  }

  /// Reports how many vectors are computed.
  func reportMeaning(_ done: Int, _ total: Int) {
    report(WorkProgress(phase: "computing the meaning", done: done, total: total))
  }
}
