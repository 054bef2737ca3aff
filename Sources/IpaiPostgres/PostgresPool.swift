import IpaiCore
import Synchronization

/// Connections to a database that are kept and lent, at most some at a time.
///
/// Who asks when all are lent waits for their turn. Before a connection is lent again, it is looked at whether the server has closed it,
/// so that a restart of the server is not noticed by those who come after it.
package actor PostgresPool {
  package nonisolated let address: PostgresAddress
  /// False after the database could not be reached, until it is again.
  package nonisolated var isReachable: Bool { reached.withLock { $0 } }
  private nonisolated let reached = Mutex(true)
  private let most: Int
  /// How long a statement may take.
  private let limit: Duration
  private var idle: [PostgresConnection] = []
  private var count = 0
  private var waiting: [(id: Int, turn: CheckedContinuation<Void, any Error>)] = []
  private var lastID = 0
  private var isClosed = false
  /// Whether the schema is still to be looked at.
  private var isUnchecked: Bool
  /// Whether it is for those who have a role of ipai, to whom row-level security shows a part.
  private let isForRoles: Bool
  /// Whether it is a server's, whose clients cannot help it when its database cannot be used.
  private let isServed: Bool

  /// How often a transaction is tried that another one is in the way of.
  private static let tries = 6

  /// Lends at most `most` connections at a time. `limit`: how long a statement may take. `checksSchema`: whether the first connection is
  /// lent only when the schema is what this ipai works with; `isServed`: whether it is for the clients of a server, to whom whatever is
  /// wrong with the database is `IpaiError(.unavailable)`; `isForRoles`: whether somebody who sees only what a role of ipai may see is let in.
  package init(
    _ address: PostgresAddress, most: Int = 8, limit: Duration = .seconds(30), checksSchema: Bool = false,
    isServed: Bool = false, isForRoles: Bool = false
  ) {
    self.isForRoles = isForRoles
    isUnchecked = checksSchema
    self.isServed = isServed
    self.address = address
    self.most = most
    self.limit = limit
  }

  /// Where the database is, without its password.
  package nonisolated var place: String { address.shown }

  /// Lends a connection to `body`, and takes it back. Throws what `PostgresConnection.open` and `body` throw, and what
  /// `PostgresInspection.checkUse` throws.
  package func withConnection<Value: Sendable>(
    _ body: @Sendable (PostgresConnection) async throws -> Value
  ) async throws -> Value {
    let connection: PostgresConnection
    do { connection = try await lend() } catch { throw isServed ? Self.unusable(error) : error }
    do {
      let value = try await body(connection)
      note(isReachable: true)
      await takeBack(connection)
      return value
    } catch {
      if await connection.isBroken { note(isReachable: false) }
      await takeBack(connection)
      throw isServed && (error as? IpaiError)?.cause is PostgresFailure ? Self.unusable(error) : error
    }
  }

  /// Connects, and looks at the schema, for who runs ipai. Throws what `PostgresConnection.open` and `PostgresInspection.checkUse` throw.
  package func open() async throws { await takeBack(try await lend()) }

  /// The error for clients of a server, who asked for nothing that is not there, and whose keys are right.
  private static func unusable(_ error: any Error) -> any Error {
    guard let known = error as? IpaiError, [.notFound, .denied, .usage].contains(known.code) else { return error }
    return IpaiError(
      .unavailable, "the database of this server cannot be used",
      hint: "who runs the server sees why: ipai store check",
      cause: known)
  }

  /// Runs `body`, which only reads, on a connection that sees the database as it is at its first statement. It is run once more where the
  /// server does not have a statement that was prepared.
  package func snapshot<Value: Sendable>(
    _ body: @Sendable (isolated PostgresConnection) async throws -> Value
  ) async throws -> Value {
    do { return try await withConnection { try await $0.snapshot(body) } } catch let error as IpaiError {
      guard (error.cause as? PostgresFailure)?.isAboutPrepared == true else { throw error }
      return try await withConnection { try await $0.snapshot(body) }
    }
  }

  /// Notes whether the database can be reached, for others who use it as well.
  package nonisolated func note(isReachable: Bool) { reached.withLock { $0 = isReachable } }

  /// Runs `body` within a transaction, again when another transaction was in its way. `body` may run several times, and should only
  /// change what is in the database.
  package func transaction<Value: Sendable>(
    _ body: @Sendable (PostgresConnection) async throws -> Value
  ) async throws -> Value {
    var attempt = 0
    while true {
      attempt += 1
      do { return try await withConnection { try await $0.transaction { try await body($0) } } } catch {
        let failure = (error as? IpaiError)?.cause as? PostgresFailure
        guard failure?.isTransient == true, attempt < Self.tries else { throw error }
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << attempt))))
      }
    }
  }

  /// Closes what is not lent, and what is lent when it comes back. Whoever waits gets `IpaiError(.interrupted)`.
  package func close() {
    isClosed = true
    idle = []
    for waiter in waiting { waiter.turn.resume(throwing: IpaiError(.interrupted, "the connections were closed")) }
    waiting = []
  }

  // MARK: Lending

  private func lend() async throws -> PostgresConnection {
    try await takeTurn()
    do {
      while let connection = idle.popLast() {
        if await connection.isUsable() { return connection }
      }
      let connection = try await PostgresConnection.open(address, limit: limit)
      if isUnchecked {
        try await PostgresInspection(connection).checkUse(place: place, byRoles: isForRoles)
        isUnchecked = false
      }
      return connection
    } catch {
      if (error as? IpaiError)?.code != .interrupted { note(isReachable: false) }
      giveTurn()
      throw error
    }
  }

  private func takeBack(_ connection: PostgresConnection) async {
    let isUsable = await connection.isReusable
    if isUsable, !isClosed { idle.append(connection) }
    giveTurn()
  }

  private func takeTurn() async throws {
    guard !isClosed else { throw IpaiError(.interrupted, "the connections were closed") }
    if count < most {
      count += 1
      return
    }
    lastID += 1
    let id = lastID
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (turn: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          turn.resume(throwing: IpaiError(.interrupted, "interrupted"))
        } else {
          waiting.append((id, turn))
        }
      }
    } onCancel: {
      Task { await self.leave(id) }
    }
  }

  private func leave(_ id: Int) {
    guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: place).turn.resume(throwing: IpaiError(.interrupted, "interrupted"))
  }

  /// The next one's turn has come.
  private func giveTurn() {
    if waiting.isEmpty {
      count -= 1
    } else {
      waiting.removeFirst().turn.resume()
    }
  }
}
