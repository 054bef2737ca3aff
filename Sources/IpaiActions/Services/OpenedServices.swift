import IpaiDatabase
import IpaiEmbedding
import IpaiSearch
import Synchronization

/// What `Services` has opened so far, each thing once.
final class OpenedServices: Sendable {
  private struct State {
    var writing: DatabaseFile?
    var reading: DatabaseFile?
    var encoders: [EncoderPrecision: TextEncoder] = [:]
    var searchIndexes: [any SearchIndex]?
  }

  private let state = Mutex(State())

  func writing(_ path: String) throws -> DatabaseFile {
    try state.withLock { state in
      if let database = state.writing { return database }
      let database = try DatabaseFile.forWriting(path)
      state.writing = database
      return database
    }
  }

  func reading(_ path: String) throws -> DatabaseFile? {
    try state.withLock { state in
      if let database = state.writing ?? state.reading { return database }
      state.reading = try DatabaseFile.forReading(path)
      return state.reading
    }
  }

  func encoder(_ precision: EncoderPrecision, _ make: () throws -> TextEncoder) throws -> TextEncoder {
    try state.withLock { state in
      if let encoder = state.encoders[precision] { return encoder }
      let encoder = try make()
      state.encoders[precision] = encoder
      return encoder
    }
  }

  func searchIndexes(_ make: () -> [any SearchIndex]) -> [any SearchIndex] {
    state.withLock { state in
      if let indexes = state.searchIndexes { return indexes }
      let indexes = make()
      state.searchIndexes = indexes
      return indexes
    }
  }

  func close() throws {
    let databases = state.withLock { state in
      let databases = [state.writing, state.reading].compactMap { $0 }
      state = State()
      return databases
    }
    for database in databases { try database.close() }
  }
}
