import IpaiCore
import IpaiHTTP
import Synchronization
package import IpaiRouting
package import MCP

/// A server that calls go to. It may be used from many tasks at once.
package final class Upstream: Sendable {
  /// The server as its file describes it.
  package let server: RoutedServer
  private let pool: ClientPool
  private let gate: UpstreamGate
  let transports: UpstreamTransports
  private let words: ServerWords
  private let errorOutput: ErrorOutput
  /// The name of this coordinator in the chain of those that a request has come through.
  let ownHop: String
  /// Whether the server turned out to have the older interface alone.
  let restFound = Atomic(false)
  private let retired = Atomic(false)

  /// How many coordinators a request may come through.
  package static let mostHops = 4
  /// Where a request carries the coordinators that it has come through.
  package static let hopsKey = "ipai/hops"

  /// A server that has not been connected to.
  ///
  /// `info`: what the client says about itself. `hop`: what tells this process apart from other coordinators. `now`: a clock in
  /// seconds that does not go back. `onProblem`: is told of what fails no call.
  init(
    _ server: RoutedServer, _ transports: UpstreamTransports, info: Implementation, hop: String,
    now: @escaping @Sendable () -> Double, onProblem: @escaping @Sendable (String) -> Void
  ) {
    self.server = server
    self.transports = transports
    ownHop = hop
    gate = UpstreamGate(server, now: now)
    var options = Client.Options()
    options.requestSeconds = server.limits.requestSeconds
    options.longestSeconds = server.limits.longestSeconds
    options.retries = server.limits.retries
    options.taskSeconds = server.limits.longestSeconds
    options.maxListed = 100_000
    let words = ServerWords(server.connection)
    let errorOutput = ErrorOutput(words) { onProblem("\(server.name) says: \($0)") }
    self.words = words
    self.errorOutput = errorOutput
    options.onProblem = { onProblem("\(server.name): \(words.line($0))") }
    pool = ClientPool(options) { options in
      Client(info, over: transports.transport(server, onErrorLine: errorOutput.take), options: options)
    }
  }

  /// Whether the server has the older interface alone, without MCP.
  package var isREST: Bool { server.connection.transport.isREST || restFound.load(ordering: .relaxed) }

  /// What is known of the server at the moment.
  package var state: ServerState { gate.serverState }

  /// Ends all connections.
  package func close() async { await pool.close() }

  // MARK: The end

  /// Whether the server is not one of those that calls go to any more.
  package var isRetired: Bool { retired.load(ordering: .relaxed) }

  /// Notes that no further calls go to the server.
  func retire() { retired.store(true, ordering: .relaxed) }

  /// Waits for the calls that the server still answers, as long as one may take.
  func waitUntilIdle() async {
    let deadline = ContinuousClock.now + .seconds(server.limits.longestSeconds)
    // A call that has just been decided on may not have entered yet.
    repeat { try? await Task.sleep(for: .milliseconds(500)) } while gate.isBusy && ContinuousClock.now < deadline
  }

  // MARK: Calls

  /// Sends a request and returns what the server answered, which in revisions without sessions may be a question.
  ///
  /// - Throws: `RPCError` for an error of the server's own, `UpstreamFailure` when there was no answer, `CancellationError`.
  package func relay(_ request: UpstreamRequest) async throws -> JSON {
    try check(request.hops)
    return try await guarded(effect: request.effect, seconds: request.seconds, ignoringBreaker: request.ignoresBreaker)
    { [self] delivery in
      let handlers = request.questions.flatMap { $0.kind.isEmpty ? nil : $0 }
      let answer = try await pool.shared(request.principal) { client -> JSON? in
        guard let handlers else { return try await send(request, on: client, delivery) }
        // In a revision without sessions, questions belong to their request, whoever else uses the client.
        guard try await client.connect().isStateless else { return Optional.none }
        return try await send(request, on: client, delivery, handlers)
      }
      if let answer { return answer }
      guard let handlers else { throw ClientError.closed }
      return try await pool.asking(handlers, for: request.principal) { client in
        try await send(request, on: client, delivery)
      }
    }
  }

  private func send(
    _ request: UpstreamRequest, on client: Client, _ delivery: Delivery, _ handlers: QuestionHandlers? = nil
  ) async throws -> JSON {
    var options = Client.RequestOptions(
      seconds: request.seconds, isRepeatable: request.effect != .write, onProgress: request.onProgress)
    options.delivery = delivery
    options.questions = handlers.map { .init(capabilities: $0.kind.capabilities, answer: $0.answer) }
    options.log = handlers?.onLog.map { (.debug, $0) }
    options.meta[Self.hopsKey] = .array((request.hops + [ownHop]).map(JSON.string))
    return words.blanked(
      try await client.relay(request.method, request.params, options: options, onTask: request.onTask))
  }

  func check(_ hops: [String]) throws(UpstreamFailure) {
    if hops.contains(ownHop) {
      throw UpstreamFailure(
        server: server.name, kind: .loop, reason: "the request has come from this coordinator already",
        outcome: .notDone)
    }
    if hops.count >= Self.mostHops {
      throw UpstreamFailure(
        server: server.name, kind: .loop, reason: "the request has come through \(hops.count) coordinators",
        outcome: .notDone)
    }
  }

  /// Runs work with the server, and notes whether the server answered. `seconds`: how long the caller waits; nil for as long as the
  /// server may take.
  func guarded<Value: Sendable>(
    effect: CallEffect, seconds: Double? = nil, ignoringBreaker: Bool = false,
    _ work: @escaping @Sendable (Delivery) async throws -> Value
  ) async throws -> Value {
    if let fault = server.fault {
      throw UpstreamFailure(server: server.name, kind: .misconfigured, reason: fault.message, outcome: .notDone)
    }
    let isProbe = try gate.enter(ignoringBreaker: ignoringBreaker)
    let delivery = Delivery()
    do {
      // A write must not be what finds out whether the server works.
      if isProbe, effect == .write { try await reach() }
      let value = try await work(delivery)
      gate.leave(.answered)
      return value
    } catch {
      throw noted(error, delivery, isImpatient: seconds.map { $0 < server.limits.requestSeconds } ?? false)
    }
  }

  /// The error to throw, after noting what it says about the server.
  private func noted(_ error: any Error, _ delivery: Delivery, isImpatient: Bool) -> any Error {
    switch error {
    case let error as RPCError:
      gate.leave(.answered)
      return words.blanked(error)
    case is CancellationError:
      gate.leave(.left)
      return error
    default: break
    }
    var failure: UpstreamFailure
    switch error {
    case let known as UpstreamFailure: failure = known
    case let known as ClientError:
      failure = UpstreamFailure(known, of: server.name, mayHaveArrived: delivery.mayHaveArrived)
    default:
      // What a handler of the caller's threw says nothing about the server.
      gate.leave(.left)
      return error
    }
    failure.reason = words.line(failure.reason)
    // A program that ends often says why.
    if case .command = server.connection.transport, failure.kind == .unreachable, let last = errorOutput.last {
      failure.reason += "; it said: \(last)"
    }
    // Somebody who does not wait as long as the server may take learns nothing about it.
    if failure.kind == .timedOut, isImpatient { failure.ending = .left }
    gate.leave(failure.impliedEnding)
    failure.breaker = gate.serverState.breaker
    if failure.breaker == .open { failure.retrySeconds = gate.serverState.retrySeconds }
    return failure
  }

  /// Runs work that only reads with a client of nobody in particular. Throws what `relay` throws.
  func withClient<Value: Sendable>(_ work: @escaping @Sendable (Client) async throws -> Value) async throws -> Value {
    try await guarded(effect: .read) { [self] _ in try await pool.shared(nil) { try await work($0) } }
  }

  // MARK: Health

  /// Finds out whether the server works. Throws what `relay` throws.
  package func probe() async throws {
    try await guarded(effect: .read) { [self] _ in try await reach() }
  }

  private func reach() async throws {
    if server.connection.healthPath != nil || isREST {
      try await transports.checkHealth(server, seconds: server.limits.probeSeconds)
    } else {
      try await pool.shared(nil) { client in
        try await client.ping(options: Client.RequestOptions(seconds: server.limits.probeSeconds))
      }
    }
  }
}
