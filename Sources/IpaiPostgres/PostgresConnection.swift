import CPostgres
import Foundation
package import IpaiCore

/// A connection to a PostgreSQL server. One task at a time may use it, which ``PostgresPool`` sees to.
///
/// No thread waits for an answer. A task that is cancelled, or has waited too long, cancels its statement on the server as well.
package actor PostgresConnection {
  let library: cpostgres_library
  let handle: PostgresHandle
  private let place: String
  /// The machine whose paths are those of this process.
  package nonisolated let machine: MachineName
  /// How long an answer may take.
  private var limit: Duration
  /// Whether nothing more can be done with it.
  package internal(set) var isBroken = false

  /// The statements that the server keeps plans for.
  var prepared = PreparedStatements()

  /// How long a statement that was cancelled may take to end before the connection is given up.
  static let grace = Duration.seconds(1)

  /// Opens a connection. `limit`: how long the answer to a statement may take; connecting may take 15 s, or what `connect_timeout` says. Throws `IpaiError`: `.denied`
  /// when the server does not let the user in, `.unavailable` when it cannot be reached or is too old.
  package static func open(_ address: PostgresAddress, limit: Duration = .seconds(30)) async throws
    -> PostgresConnection
  {
    let handle = try await ConnectionStart(address).connection()
    let version = PostgresVersion(number: Int(handle.library.serverVersion(handle.pointer)))
    guard version.number >= PostgresVersion.oldest.number else {
      throw IpaiError(
        .unavailable, "\(address.shown) is PostgreSQL \(version.text), which is too old",
        hint: "ipai needs PostgreSQL \(PostgresVersion.oldest.number / 10_000) or later")
    }
    return PostgresConnection(handle, address, limit)
  }

  private init(_ handle: PostgresHandle, _ address: PostgresAddress, _ limit: Duration) {
    library = handle.library
    self.handle = handle
    place = address.shown
    machine = address.machine
    self.limit = limit
  }

  /// The version of the server.
  package var serverVersion: PostgresVersion { PostgresVersion(number: Int(library.serverVersion(handle.pointer))) }
  /// Whether it is encrypted.
  package var isEncrypted: Bool { library.sslInUse(handle.pointer) == 1 }

  /// Whether it can still be used. Only a server that has sent something unasked, as one does that shuts down, is asked.
  func isUsable() async -> Bool {
    guard !isBroken, library.status(handle.pointer) == CPOSTGRES_CONNECTION_OK else { return false }
    var descriptor = pollfd(fd: library.socket(handle.pointer), events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 0) != 0 else { return true }
    do {
      try await run(script: "")
      return true
    } catch {
      return false
    }
  }

  /// Whether it can be lent to somebody else: it is open, and no transaction is.
  var isReusable: Bool { !isBroken && library.transactionStatus(handle.pointer) == CPOSTGRES_IDLE }

  // MARK: Statements

  /// Runs one statement, with `$1` and so on for the values. Throws `IpaiError` with a `PostgresFailure` as its cause.
  @discardableResult
  package func query(_ statement: String, _ values: [PostgresValue] = []) async throws -> PostgresRows {
    try await send(values) { count, pointers, lengths, formats in
      library.sendQueryParams(handle.pointer, statement, count, nil, pointers, lengths, formats, 1)
    }
  }

  /// Calls `send` with values as libpq takes them, which returns 1 when they were sent, and returns the rows of the answer.
  func send(
    _ values: [PostgresValue],
    _ send: (_ count: Int32, _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> Int32
  ) async throws -> PostgresRows {
    if values.contains(where: \.hasNUL) { throw IpaiError(.usage, "PostgreSQL stores no text with a NUL") }
    let encoded = values.map(\.encoded)
    let isSent = Self.withPointers(encoded.map { $0?.bytes }) { pointers in
      send(
        Int32(values.count), pointers, encoded.map { Int32($0?.bytes.count ?? 0) },
        encoded.map { $0?.isBinary == true ? 1 : 0 })
    }
    guard isSent == 1 else { throw lost() }
    guard let rows = try await answers().last else { throw lost() }
    return rows
  }

  /// Runs a script of statements without values, as one transaction unless it says otherwise.
  package func run(script: String) async throws {
    guard library.sendQuery(handle.pointer, script) == 1 else { throw lost() }
    _ = try await answers()
  }

  /// Loads rows by `COPY … FROM STDIN`. `next`: gives the next part of the data, in the format that the statement names; nil at the end.
  /// Returns how many rows were loaded. Nothing is loaded when it throws.
  package func copy(_ statement: String, _ next: () async throws -> [UInt8]?) async throws -> Int {
    guard library.sendQuery(handle.pointer, statement) == 1 else { throw lost() }
    let deadline = ContinuousClock.now + limit
    try await flush(until: deadline)
    guard let ready = try await result(until: deadline) else { throw lost() }
    guard library.resultStatus(ready) == CPOSTGRES_COPY_IN else {
      let failure = failure(of: ready)
      library.clear(ready)
      _ = try await answers()
      throw failure.error(place)
    }
    library.clear(ready)
    do {
      while let part = try await next() { try await put(part) }
    } catch {
      if !isBroken { try await endCopy(because: "the client stopped") }
      throw error
    }
    return try await endCopy()
  }

  private func put(_ part: [UInt8]) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      let sent = part.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return Int32(1) }
        return library.putCopyData(handle.pointer, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
      }
      if sent == 1 { break }
      guard sent == 0 else { throw lost() }
      try await wait(writes: true, until: deadline)
    }
    // What the server does not take yet would otherwise be kept in memory.
    try await flush(until: deadline)
  }

  @discardableResult
  private func endCopy(because reason: String? = nil) async throws -> Int {
    guard library.putCopyEnd(handle.pointer, reason) == 1 else { throw lost() }
    do { return try await answers().last?.changed ?? 0 } catch {
      if reason == nil || isBroken { throw error }
      return 0
    }
  }

  /// Runs `body` within a transaction, which is taken back when it throws.
  package func transaction<Value: Sendable>(
    _ body: @Sendable (isolated PostgresConnection) async throws -> Value
  ) async throws -> Value {
    try await transaction(beginning: "BEGIN", body)
  }

  /// Runs `body`, which only reads, and sees the database as it is at its first statement.
  package func snapshot<Value: Sendable>(
    _ body: @Sendable (isolated PostgresConnection) async throws -> Value
  ) async throws -> Value {
    try await transaction(beginning: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  private func transaction<Value: Sendable>(
    beginning statement: String, _ body: @Sendable (isolated PostgresConnection) async throws -> Value
  ) async throws -> Value {
    try await query(statement)
    do {
      let value = try await body(self)
      try await query("COMMIT")
      return value
    } catch {
      if !isReusable, !isBroken {
        // A cancelled task has to take back as well.
        await Task { _ = try? await self.query("ROLLBACK") }.value
      }
      throw error
    }
  }

  /// Runs `body` with another limit for how long the answer to a statement may take.
  package func allowing<Value: Sendable>(
    _ other: Duration, _ body: @Sendable (isolated PostgresConnection) async throws -> Value
  ) async throws -> Value {
    let before = limit
    limit = other
    defer { limit = before }
    return try await body(self)
  }

  // MARK: Answers

  /// All answers to what was sent. Throws the first error among them, when all have come.
  func answers() async throws -> [PostgresRows] {
    let deadline = ContinuousClock.now + limit
    try await flush(until: deadline)
    var answers: [PostgresRows] = []
    var first: PostgresFailure?
    while let result = try await result(until: deadline) {
      switch Int(library.resultStatus(result)) {
      case CPOSTGRES_TUPLES_OK, CPOSTGRES_COMMAND_OK, CPOSTGRES_EMPTY_QUERY:
        answers.append(PostgresRows(library, result))
      case CPOSTGRES_COPY_IN, CPOSTGRES_COPY_OUT, CPOSTGRES_COPY_BOTH:
        library.clear(result)
        throw lost(IpaiError(.internal, "a statement copies data, which was not expected"))
      default:
        first = first ?? failure(of: result)
        library.clear(result)
      }
    }
    if let first {
      if first.isConnectionLost { isBroken = true }
      throw first.error(place)
    }
    return answers
  }

  private func flush(until deadline: ContinuousClock.Instant) async throws {
    while true {
      let left = library.flush(handle.pointer)
      if left == 0 { return }
      guard left == 1 else { throw lost() }
      try await wait(writes: true, until: deadline)
    }
  }

  /// The next result; nil when there is none left.
  private func result(until deadline: ContinuousClock.Instant) async throws -> OpaquePointer? {
    while library.isBusy(handle.pointer) == 1 { try await wait(writes: false, until: deadline) }
    return library.getResult(handle.pointer)
  }

  /// Waits for the socket, and reads what has come. When the time is over or the task is cancelled, the statement is cancelled, and its
  /// end is waited for, so that the connection can be used again.
  private func wait(writes: Bool, until deadline: ContinuousClock.Instant) async throws {
    switch await SocketWait.wait(library.socket(handle.pointer), writes: writes, until: deadline) {
    case .ready: guard library.consumeInput(handle.pointer) == 1 else { throw lost() }
    case .timedOut:
      await abandon()
      throw IpaiError(
        .unavailable, "\(place) did not answer for \(Int(limit.seconds.rounded())) s",
        hint: "is it overloaded, or the network?")
    case .cancelled:
      await abandon()
      throw IpaiError(.interrupted, "interrupted")
    }
  }

  // MARK: Errors

  /// The connection is broken, and this is why.
  func lost(_ error: IpaiError? = nil) -> IpaiError {
    isBroken = true
    let message = PostgresHandle.line(String(cString: library.errorMessage(handle.pointer)))
    return error ?? PostgresFailure(state: "", message: message).error(place)
  }

  func failure(of result: OpaquePointer) -> PostgresFailure {
    let field = { (code: Int) in self.library.resultErrorField(result, Int32(code)).map { String(cString: $0) } }
    // Details are left out: they repeat what is stored.
    let message = field(CPOSTGRES_PRIMARY) ?? PostgresHandle.line(String(cString: library.resultErrorMessage(result)))
    return PostgresFailure(state: field(CPOSTGRES_SQLSTATE) ?? "", message: message)
  }

  /// Calls `body` with pointers to the values, of which those of NULL are nil.
  private static func withPointers<Result>(
    _ values: [[UInt8]?], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    // A value without bytes still has to point somewhere.
    var all: [UInt8] = []
    all.reserveCapacity(values.reduce(1) { $0 + ($1?.count ?? 0) })
    for case .some(let value) in values { all += value }
    all.append(0)
    return all.withUnsafeBytes { bytes in
      var offset = 0
      let pointers = values.map { value -> UnsafePointer<CChar>? in
        guard let value else { return nil }
        defer { offset += value.count }
        return bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
      }
      return body(pointers)
    }
  }
}
