import Synchronization

/// A server of the Model Context Protocol: what it offers, and who is to be told when that changes. Transports such as
/// ``StreamableHTTP`` and ``StandardIO`` speak for it.
public final class Server: Sendable {
  /// What the server says about itself.
  public let info: Implementation
  /// What a model should know about using the server.
  public let instructions: String?
  /// How the server works.
  public let options: Options
  private let offered: Mutex<CompiledCatalog>
  /// Who is told about changes.
  let changes = ChangeHub()
  /// The resources that clients have subscribed to.
  let subscribed: SubscribedResources
  /// The clock of everything that waits.
  let heartbeat = Heartbeat()
  /// The requests that are being served, and the streams that are open.
  let running: Running
  /// The tasks that are kept.
  let tasks: TaskStore
  /// Signs the state that stateless clients carry.
  let seal: StateSeal

  /// How a server works, and its limits.
  public struct Options: Sendable {
    /// How many entries a page of a list has.
    public var pageSize = 100
    /// How long, in milliseconds, a client may keep what a list or `server/discover` says.
    public var cacheMilliseconds = 0
    /// Whether all callers are offered the same, so that caches may share it.
    public var isPublic = false
    /// How long, in seconds, a request may take; a task may take longer.
    public var requestSeconds = 300
    /// How many seconds to wait for an answer before its stream begins. Only a stream shows whether the client is still there,
    /// and only an answer that comes before it can choose the HTTP status.
    public var patientSeconds = 3
    /// How long, in seconds, a client may take to answer a question of the server's.
    public var answerSeconds = 300
    /// How long, in seconds, a task and its result are kept.
    public var taskSeconds = 3600
    /// How many tasks are kept.
    public var maxTasks = 1000
    /// How many of them may be one principal's.
    public var maxTasksOfOne = 100
    /// How many requests are served at the same time, including the streams that listeners have open.
    public var maxRunning = 10_000
    /// How many of them may be one principal's.
    public var maxRunningOfOne = 1000
    /// How many milliseconds a client should wait before it asks for a task's state again.
    public var taskPollMilliseconds = 1000
    /// How long, in seconds, the state of a question in a stateless revision is valid.
    public var stateSeconds = 600
    /// The key that signs this state: at least 32 bytes, the same for all servers that share their clients. Nil for a random
    /// key of this process.
    public var stateKey: [UInt8]?
    /// The executor that handlers run on; nil for Swift's own.
    public var executor: (any TaskExecutor)?
    /// Called when a resource gets its first subscriber (`isWanted` is true), and when the last one has left. Returns whether changes
    /// of the resource can be reported; if not, it gets no subscriber. It must not take long, nor subscribe to anything.
    public var onSubscription: @Sendable (_ uri: String, _ isWanted: Bool) -> Bool = { _, _ in true }
    /// Called with errors of handlers that clients do not get to see.
    public var onError: @Sendable (_ what: String, any Error) -> Void = { _, _ in }

    /// The default options.
    public init() {}
  }

  /// A server that offers a catalog.
  ///
  /// - Throws: `Catalog.Fault` when an entry or the state key cannot be used.
  public init(
    _ info: Implementation, instructions: String? = nil, offering catalog: Catalog, options: Options = Options()
  ) throws {
    self.info = info
    self.instructions = instructions
    self.options = options
    offered = Mutex(try CompiledCatalog(catalog))
    if let key = options.stateKey, key.count < 32 {
      throw Catalog.Fault(description: "the state key has to have at least 32 bytes")
    }
    running = Running(limit: options.maxRunning, limitOfOne: options.maxRunningOfOne)
    subscribed = SubscribedResources(options.onSubscription)
    tasks = TaskStore(options, changes, heartbeat)
    seal = StateSeal(key: options.stateKey, seconds: options.stateSeconds)
  }

  /// Changes what is offered, and tells all clients that want to know.
  ///
  /// - Throws: `Catalog.Fault`; nothing changes in that case.
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

  /// Tells all clients that subscribed to a resource that it has changed.
  public func resourceUpdated(_ uri: String) async { await changes.publish(.resource(uri: uri)) }

  /// Ends all streams, requests and tasks, for good. Whatever comes later is refused.
  public func shutDown() async {
    await changes.close()
    await tasks.cancelAll()
    running.close()
    heartbeat.stop()
  }

  /// How many requests are being served, including the streams that listeners have open.
  public var runningCount: Int { running.count }

  /// How many sessions and listeners are told about changes.
  public var subscriberCount: Int { get async { await changes.count } }

  /// What is offered at the moment.
  var catalog: CompiledCatalog { offered.withLock { $0 } }

  /// The capabilities that are declared to clients.
  func capabilities(_ version: ProtocolVersion) -> JSON {
    let catalog = catalog.catalog
    var members: [String: JSON] = ["tools": ["listChanged": true], "prompts": ["listChanged": true]]
    members["resources"] = ["subscribe": true, "listChanged": true]
    if Features.completes(catalog) { members["completions"] = [:] }
    members["logging"] = [:]
    var extensions = Dictionary(uniqueKeysWithValues: catalog.extensions.map { ($0.name, $0.settings) })
    if version >= .v2026_07_28 { extensions[TaskStore.extensionName] = [:] }
    if !extensions.isEmpty { members["extensions"] = .object(extensions) }
    return .object(members)
  }
}
