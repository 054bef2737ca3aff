import CPostgres
import Dispatch
import Foundation
import IpaiCore

/// Opens a connection.
struct ConnectionStart: Sendable {
  private let library: cpostgres_library
  private let address: PostgresAddress
  private let start = ContinuousClock.now

  /// Opens a connection to `address`. Throws `IpaiError(.unavailable)` without libpq.
  init(_ address: PostgresAddress) throws(IpaiError) {
    library = try PostgresLibrary.functions()
    self.address = address
  }

  /// A connection that is open. Throws `IpaiError`.
  func connection() async throws -> PostgresHandle {
    let handle = try await begin([:])
    guard TransportRule.needsVerification(handle.options) else {
      try await finish(handle, verifies: false)
      return handle
    }
    let verified = try await begin(address.verification(handle.options, Int(library.libVersion())))
    try await finish(verified, verifies: true)
    return verified
  }

  /// Looking up a name blocks, which an own thread does.
  private func begin(_ others: [String: String]) async throws -> PostgresHandle {
    let parameters = address.parameters(adding: others)
    let handle = await withCheckedContinuation { (continuation: CheckedContinuation<PostgresHandle?, Never>) in
      DispatchQueue.global().async { [library] in
        let strings = parameters.map { (strdup($0.keyword), strdup($0.value)) }
        defer {
          strings.forEach {
            free($0.0); free($0.1)
          }
        }
        var keywords = strings.map { UnsafePointer($0.0) }
        var values = strings.map { UnsafePointer($0.1) }
        keywords.append(nil)
        values.append(nil)
        // Services of pg_service.conf count, but no address within the name of a database.
        let connection = library.connectStartParams(keywords, values, 0)
        continuation.resume(returning: connection.map { PostgresHandle(library, $0) })
      }
    }
    guard let handle else {
      throw IpaiError(
        .unavailable, "there is too little memory for a connection to \(address.shown)",
        hint: "allow more, as with 'ulimit -v unlimited'")
    }
    guard library.status(handle.pointer) != CPOSTGRES_CONNECTION_BAD else { throw failure(handle, verifies: false) }
    cpostgres_be_quiet(handle.pointer)
    // Before a connection stands, only verbose messages have the SQLSTATE.
    _ = library.setErrorVerbosity(handle.pointer, Int32(CPOSTGRES_VERBOSE_MESSAGES))
    return handle
  }

  private func finish(_ handle: PostgresHandle, verifies: Bool) async throws {
    let deadline = start + ConnectionAdvice.limit(handle.options)
    // Before the first call libpq wants to write (PostgreSQL's documentation, PQconnectStartParams).
    var writes = true
    while true {
      switch await SocketWait.wait(library.socket(handle.pointer), writes: writes, until: deadline) {
      case .ready: break
      case .timedOut:
        throw IpaiError(
          .unavailable, "\(address.shown) does not answer", hint: "is it running, and is the address right?")
      case .cancelled: throw IpaiError(.interrupted, "interrupted")
      }
      switch Int(library.connectPoll(handle.pointer)) {
      case CPOSTGRES_POLL_OK:
        guard library.setnonblocking(handle.pointer, 1) == 0 else { throw failure(handle, verifies: verifies) }
        _ = library.setErrorVerbosity(handle.pointer, Int32(CPOSTGRES_DEFAULT_MESSAGES))
        return
      case CPOSTGRES_POLL_READING: writes = false
      case CPOSTGRES_POLL_WRITING: writes = true
      default: throw failure(handle, verifies: verifies)
      }
    }
  }

  private func failure(_ handle: PostgresHandle, verifies: Bool) -> IpaiError {
    let found = ConnectionFailure(String(cString: library.errorMessage(handle.pointer)))
    let needsPassword = library.connectionNeedsPassword(handle.pointer) == 1
    let failure = PostgresFailure(state: needsPassword ? "28P01" : found.state, message: found.message)
    return ConnectionAdvice(address.shown, handle.options, verifies: verifies).error(failure)
  }
}
