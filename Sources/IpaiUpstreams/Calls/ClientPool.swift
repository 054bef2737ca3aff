import IpaiRouting
import MCP
import Synchronization

/// The MCP clients of one server. Callers who differ do not share one, since a server may remember things in a session; and a
/// client that may be asked has one call at a time, so that each question belongs to a call.
final class ClientPool: Sendable {
  private let make: @Sendable (Client.Options) -> Client
  private let options: Client.Options
  private let state = Mutex(State())

  private struct State {
    var shared: [String: Shared] = [:]
    var asking: [AskingKey: [AskingClient]] = [:]
    var idle = 0
    var uses = 0
    var isClosed = false
  }

  private struct Shared {
    let client: Client
    var used: Int
    var atWork = 0
  }

  private struct AskingKey: Hashable {
    let principal: String
    let kind: QuestionHandlers.Kind
  }

  /// How many callers have a client of their own. Beyond that, the one that was not used for longest is closed.
  private static let mostShared = 256
  /// How many clients that may be asked are kept for later calls.
  private static let mostIdle = 32

  /// Clients that `make` makes, with options that are like these.
  init(_ options: Client.Options, make: @escaping @Sendable (Client.Options) -> Client) {
    self.options = options
    self.make = make
  }

  /// Runs a call on the client of a caller, which other calls of that caller may use meanwhile.
  func shared<Value: Sendable>(_ principal: String?, _ work: (Client) async throws -> Value) async throws -> Value {
    let name = principal ?? ""
    let (client, evicted) = state.withLock { state in enter(name, &state) }
    if let evicted { Task { await evicted.close() } }
    guard let client else { throw ClientError.closed }
    defer { state.withLock { $0.shared[name]?.atWork -= 1 } }
    return try await work(client)
  }

  /// The client of a caller, and one that was closed to make room. One that is at work is not.
  private func enter(_ name: String, _ state: inout State) -> (Client?, evicted: Client?) {
    guard !state.isClosed else { return (nil, nil) }
    state.uses += 1
    var evicted: Client?
    if state.shared[name] == nil {
      let idle = state.shared.filter { $0.value.atWork == 0 }
      if state.shared.count >= Self.mostShared, let oldest = idle.min(by: { $0.value.used < $1.value.used }) {
        evicted = state.shared.removeValue(forKey: oldest.key)?.client
      }
      state.shared[name] = Shared(client: make(options), used: 0)
    }
    state.shared[name]?.used = state.uses
    state.shared[name]?.atWork += 1
    return (state.shared[name]?.client, evicted)
  }

  /// Runs a call on a client that no other call uses, and that may ask what the handlers answer.
  func asking<Value: Sendable>(
    _ handlers: QuestionHandlers, for principal: String?, _ work: (Client) async throws -> Value
  ) async throws -> Value {
    let key = AskingKey(principal: principal ?? "", kind: handlers.kind)
    let client = try take(key)
    client.questions.set(handlers)
    defer {
      client.questions.set(nil)
      giveBack(client, key)
    }
    return try await work(client.client)
  }

  private func take(_ key: AskingKey) throws(ClientError) -> AskingClient {
    let (client, isClosed): (AskingClient?, Bool) = state.withLock { state in
      let client = state.asking[key]?.popLast()
      if client != nil { state.idle -= 1 }
      return (client, state.isClosed)
    }
    guard !isClosed else { throw .closed }
    return client ?? AskingClient(key.kind, options, make)
  }

  private func giveBack(_ client: AskingClient, _ key: AskingKey) {
    let isKept = state.withLock { state in
      guard !state.isClosed, state.idle < Self.mostIdle else { return false }
      state.idle += 1
      state.asking[key, default: []].append(client)
      return true
    }
    if !isKept { Task { await client.client.close() } }
  }

  /// Closes all clients for good.
  func close() async {
    let clients = state.withLock { state in
      defer {
        state = State()
        state.isClosed = true
      }
      return state.shared.values.map(\.client) + state.asking.values.flatMap { $0.map(\.client) }
    }
    await withTaskGroup(of: Void.self) { group in
      for client in clients { group.addTask { await client.close() } }
    }
  }
}

/// A client that may be asked, with what answers at the moment.
private struct AskingClient: Sendable {
  let client: Client
  let questions: CurrentHandlers

  init(_ kind: QuestionHandlers.Kind, _ options: Client.Options, _ make: (Client.Options) -> Client) {
    let questions = CurrentHandlers()
    var options = options
    options.relay = .init(capabilities: kind.capabilities) { method, params in
      try await questions.answer(method, params)
    }
    if kind.logs {
      // Who gets them says which are wanted.
      options.logLevel = .debug
      options.onLog = { questions.log($0) }
    }
    self.questions = questions
    client = make(options)
  }
}

/// What answers questions at the moment.
private final class CurrentHandlers: Sendable {
  private let current = Mutex<QuestionHandlers?>(nil)

  func set(_ handlers: QuestionHandlers?) { current.withLock { $0 = handlers } }

  func log(_ message: LogMessage) { current.withLock { $0 }?.onLog?(message) }

  func answer(_ method: String, _ params: [String: JSON]) async throws -> JSON {
    guard let handlers = current.withLock({ $0 }) else {
      throw RPCError.invalidRequest("there is no call that could ask this")
    }
    return try await handlers.answer(method, params)
  }
}

extension QuestionHandlers.Kind {
  /// The capabilities to declare.
  var capabilities: JSON {
    var members: [String: JSON] = [:]
    if forms || addresses {
      var modes: [String: JSON] = [:]
      if forms { modes["form"] = [:] }
      if addresses { modes["url"] = [:] }
      members["elicitation"] = .object(modes)
    }
    if sampling { members["sampling"] = samplingWithTools ? ["tools": [:]] : [:] }
    if roots { members["roots"] = [:] }
    return .object(members)
  }
}
