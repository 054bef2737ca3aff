import Synchronization

/// A server of the Model Context Protocol: what it offers, and who is to be told when that changes. Transports, such as
/// ``StreamableHTTP`` and ``StandardIO``, speak for it.
public final class Server: Sendable {
  public let info: Implementation
  public let instructions: String?
  public let options: Options
  private let offered: Mutex<CompiledCatalog>
  let changes = ChangeHub()
  let heartbeat = Heartbeat()
  let running: Running
  let tasks: TaskStore
  let seal: StateSeal

  public struct Options: Sendable {
    /// Entries on a page of a list.
    public var pageSize = 100
    /// How long, in milliseconds, a client may keep what a list or `server/discover` says.
    public var cacheMilliseconds = 0
    /// Whether what is offered is the same for all callers, so that caches may share it.
    public var isPublic = false
    /// The longest a request may take, in seconds; a task may take longer.
    public var requestSeconds = 300
    /// After how many seconds an answer is no longer waited for before its stream begins. Only a stream shows that the client
    /// has gone; only an answer that comes before can choose its status.
    public var patientSeconds = 3
    /// How long, in seconds, the answer to a question that the server asks may take.
    public var answerSeconds = 300
    /// How long, in seconds, a task and its result are kept.
    public var taskSeconds = 3600
    public var maxTasks = 1000
    /// Of those, how many may be of one principal.
    public var maxTasksOfOne = 100
    /// Requests that are served at once, with the streams that listeners have open.
    public var maxRunning = 10_000
    /// Of those, how many may be of one principal.
    public var maxRunningOfOne = 1000
    /// How often a client should ask for a task's state.
    public var taskPollMilliseconds = 1000
    /// How long, in seconds, a stateless question's state is good for.
    public var stateSeconds = 600
    /// Signs that state: at least 32 bytes, the same for all servers that share their clients. Nil for one of this process.
    public var stateKey: [UInt8]?
    /// Where handlers run; nil for Swift's own threads.
    public var executor: (any TaskExecutor)?
    /// Sees what handlers threw that clients are not shown.
    public var onError: @Sendable (_ what: String, any Error) -> Void = { _, _ in }

    public init() {}
  }

  /// - Throws: `Catalog.Fault` when an entry or the state key cannot be used.
  public init(
    _ info: Implementation, instructions: String? = nil, offering catalog: Catalog, options: Options = Options()
  ) throws {
    (self.info, self.instructions, self.options) = (info, instructions, options)
    offered = Mutex(try CompiledCatalog(catalog))
    if let key = options.stateKey, key.count < 32 {
      throw Catalog.Fault(description: "the state key has to have 32 bytes or more")
    }
    running = Running(limit: options.maxRunning, limitOfOne: options.maxRunningOfOne)
    tasks = TaskStore(options, changes, heartbeat)
    seal = StateSeal(key: options.stateKey, seconds: options.stateSeconds)
  }

  /// Changes what is offered, and tells those who want to know.
  ///
  /// - Throws: `Catalog.Fault`; nothing is changed then.
  public func update(_ change: @Sendable (inout Catalog) -> Void) async throws {
    let changed = try offered.withLock { offered in
      var catalog = offered.catalog
      change(&catalog)
      let compiled = try CompiledCatalog(catalog)
      defer { offered = compiled }
      return compiled.changes(from: offered)
    }
    for change in changed { await changes.publish(change) }
  }

  /// Tells those who subscribed to a resource that it changed.
  public func resourceUpdated(_ uri: String) async { await changes.publish(.resource(uri: uri)) }

  /// Ends what is open, for good: streams, requests, tasks. What comes later is refused.
  public func shutDown() async {
    await changes.close()
    await tasks.cancelAll()
    running.close()
    heartbeat.stop()
  }

  /// How many requests are served, and streams open to listeners.
  public var runningCount: Int { running.count }

  /// How many sessions and listeners are told of changes.
  public var subscriberCount: Int { get async { await changes.count } }

  var catalog: CompiledCatalog { offered.withLock { $0 } }

  /// What is declared to clients.
  func capabilities(_ version: ProtocolVersion) -> JSON {
    let catalog = catalog.catalog
    var members: [String: JSON] = ["tools": ["listChanged": true], "prompts": ["listChanged": true]]
    members["resources"] = ["subscribe": true, "listChanged": true]
    if Features.completes(catalog) { members["completions"] = [:] }
    members["logging"] = [:]
    if version >= .v2026_07_28 { members["extensions"] = .object([TaskStore.extensionName: [:]]) }
    return .object(members)
  }
}
