import IpaiCore
import IpaiCorpora
import IpaiDatabase
import IpaiEmbedding
import IpaiPostgres
import IpaiSearch
import Synchronization

/// What `Services` has opened so far; everything is opened once.
final class OpenedServices: Sendable {
  private struct State {
    var writing: DatabaseFile?
    var reading: DatabaseFile?
    /// The file that was opened; nil for a database in memory.
    var file: FileStatus.Identity?
    var encoders: [EncoderPrecision: TextEncoder] = [:]
    /// The services that embed, with what is known of how they are.
    var networkEmbedders: [CorpusEmbedder.KnownService: NetworkEmbedder] = [:]
    var searchIndexes: [any SearchIndex]?
    /// The connections to the PostgreSQL database, for looking after it.
    var store: PostgresPool?
    /// Those for what is kept there.
    var sharedStore: PostgresPool?
    /// The corpora that can be searched there.
    var sharedIndexes: [any SearchIndex]?
    /// The searches of corpora of documents.
    var documentIndexes: [EmbedderGroup: any SearchIndex] = [:]
  }

  private let state = Mutex(State())

  /// The database at `path`, for writing. Throws what `DatabaseFile.forWriting` throws.
  func writing(_ path: String) throws -> DatabaseFile {
    try state.withLock { state in
      if let database = state.writing { return try Self.checked(database, state) }
      let database = try DatabaseFile.forWriting(path)
      state.writing = database
      state.file = FileStatus(path)?.identity
      return database
    }
  }

  /// The database at `path`, for reading; nil when there is none yet. Throws what `DatabaseFile.forReading` throws.
  func reading(_ path: String) throws -> DatabaseFile? {
    try state.withLock { state in
      if let database = state.writing ?? state.reading { return try Self.checked(database, state) }
      state.reading = try DatabaseFile.forReading(path)
      state.file = FileStatus(path)?.identity
      return state.reading
    }
  }

  /// The connections to the PostgreSQL database, which `make` gives at first. Throws what `make` throws.
  func store(_ make: () throws -> PostgresPool) throws -> PostgresPool { try kept(\.store, make) }

  /// The connections for what is kept in the PostgreSQL database, which `make` gives at first. Throws what `make` throws.
  func sharedStore(_ make: () throws -> PostgresPool) throws -> PostgresPool { try kept(\.sharedStore, make) }

  /// The corpora of the PostgreSQL database that can be searched, which `make` creates.
  func sharedIndexes(_ make: () -> [any SearchIndex]) -> [any SearchIndex] { kept(\.sharedIndexes, make) }

  /// What is kept in a place, and made for it the first time.
  private func kept<Value: Sendable>(
    _ place: WritableKeyPath<State, Value?>, _ make: () throws -> Value
  ) rethrows -> Value {
    try state.withLock { state in
      if let value = state[keyPath: place] { return value }
      let value = try make()
      state[keyPath: place] = value
      return value
    }
  }

  /// Throws `IpaiError(.unavailable)` when the file of an open database has been removed or replaced: what is written to it would
  /// be lost.
  private static func checked(_ database: DatabaseFile, _ state: State) throws -> DatabaseFile {
    guard isInPlace(database, state) else {
      throw IpaiError(
        .unavailable, "the database \(database.path) was removed or replaced while it was in use",
        hint: "put it back, or start ipai again")
    }
    return database
  }

  private static func isInPlace(_ database: DatabaseFile, _ state: State) -> Bool {
    guard let file = state.file else { return true }
    return FileStatus(database.path)?.identity == file
  }

  /// False when a database is open whose file has been removed or replaced, or a PostgreSQL database could not be reached. It waits for
  /// nobody: something may just be opened, which takes its time.
  var isDatabaseInPlace: Bool {
    let isInPlace = state.withLockIfAvailable { state in
      if let shared = state.sharedStore { return shared.isReachable }
      return (state.writing ?? state.reading).map { Self.isInPlace($0, state) } ?? true
    }
    return isInPlace ?? true
  }

  /// The model with this precision, which `make` opens. Throws what `make` throws.
  func encoder(_ precision: EncoderPrecision, _ make: () throws -> TextEncoder) throws -> TextEncoder {
    try state.withLock { state in
      if let encoder = state.encoders[precision] { return encoder }
      let encoder = try make()
      state.encoders[precision] = encoder
      return encoder
    }
  }

  /// The embedder of a service, which `make` creates. Throws what `make` throws.
  func networkEmbedder(
    _ service: CorpusEmbedder.KnownService, _ make: () throws -> NetworkEmbedder
  ) throws -> NetworkEmbedder {
    try state.withLock { state in
      if let known = state.networkEmbedders[service] { return known }
      let made = try make()
      state.networkEmbedders[service] = made
      return made
    }
  }

  /// The corpora that can be searched, which `make` creates.
  func searchIndexes(_ make: () -> [any SearchIndex]) -> [any SearchIndex] { kept(\.searchIndexes, make) }

  /// How many searches of corpora of documents are kept with their caches.
  private static let mostDocumentIndexes = 16

  /// The search of corpora of documents, which `make` creates.
  func documentIndex(_ corpora: EmbedderGroup, _ make: () -> any SearchIndex) -> any SearchIndex {
    state.withLock { state in
      if let index = state.documentIndexes[corpora] { return index }
      if state.documentIndexes.count >= Self.mostDocumentIndexes { state.documentIndexes = [:] }
      let index = make()
      state.documentIndexes[corpora] = index
      return index
    }
  }

  /// Forgets the models and what was made with them, so that they are opened again.
  func forgetModels() {
    state.withLock { state in
      state.encoders = [:]
      state.networkEmbedders = [:]
      state.searchIndexes = nil
      state.sharedIndexes = nil
      state.documentIndexes = [:]
    }
  }

  /// Closes the databases and forgets everything that was opened.
  func close() throws {
    let databases = state.withLock { state in
      let databases = [state.writing, state.reading].compactMap { $0 }
      state = State()
      return databases
    }
    for database in databases { try database.close() }
  }
}
