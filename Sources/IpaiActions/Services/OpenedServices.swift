import IpaiDatabase
import IpaiEmbedding
import IpaiSearch
import Synchronization

/// What `Services` has opened so far; everything is opened once.
final class OpenedServices: Sendable {
  private struct State {
    var writing: DatabaseFile?
    var reading: DatabaseFile?
    var encoders: [EncoderPrecision: TextEncoder] = [:]
    var searchIndexes: [any SearchIndex]?
  }

  private let state = Mutex(State())

  /// The database at `path`, for writing. Throws what `DatabaseFile.forWriting` throws.
  func writing(_ path: String) throws -> DatabaseFile {
    try state.withLock { state in
      if let database = state.writing { return database }
      let database = try DatabaseFile.forWriting(path)
      state.writing = database
      return database
    }
  }

  /// The database at `path`, for reading; nil when there is none yet. Throws what `DatabaseFile.forReading` throws.
  func reading(_ path: String) throws -> DatabaseFile? {
    try state.withLock { state in
      if let database = state.writing ?? state.reading { return database }
      state.reading = try DatabaseFile.forReading(path)
      return state.reading
    }
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

  /// The corpora that can be searched, which `make` creates.
  func searchIndexes(_ make: () -> [any SearchIndex]) -> [any SearchIndex] {
    state.withLock { state in
      if let indexes = state.searchIndexes { return indexes }
      let indexes = make()
      state.searchIndexes = indexes
      return indexes
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
