import Foundation
import Synchronization

/// A stream of changes that a stateless client listens to (2026-07-28, Subscriptions).
final class Subscription: Sendable {
  private let server: Server
  private let request: StatelessRequest
  private let outbox: Outbox
  private let filter: Filter

  /// The changes that were asked for.
  private struct Filter: Sendable {
    let lists: Set<Change>
    let resources: Set<String>
    let tasks: Set<String>

    /// How many resources or tasks one listener may name.
    static let limit = 1000

    init(_ json: JSON?) throws(RPCError) {
      guard let json, json.object != nil else { throw .invalidParams("\"notifications\" has to be an object") }
      var lists: Set<Change> = []
      if json["toolsListChanged"] == .bool(true) { lists.insert(.tools) }
      if json["promptsListChanged"] == .bool(true) { lists.insert(.prompts) }
      if json["resourcesListChanged"] == .bool(true) { lists.insert(.resources) }
      self.lists = lists
      resources = try Self.names(json, "resourceSubscriptions")
      tasks = try Self.names(json, "taskIds")
    }

    private static func names(_ json: JSON, _ key: String) throws(RPCError) -> Set<String> {
      let names = json[key]?.array?.compactMap(\.string) ?? []
      guard names.count <= limit else { throw .invalidParams("\"\(key)\" has more than \(limit) entries") }
      return Set(names)
    }
  }

  /// Reads a request of `subscriptions/listen`.
  ///
  /// - Throws: `RPCError` when the filter is malformed.
  init(_ server: Server, _ request: StatelessRequest, _ outbox: Outbox) throws(RPCError) {
    self.server = server
    self.request = request
    self.outbox = outbox
    filter = try Filter(request.params["notifications"])
  }

  /// Starts to send changes, after an acknowledgement.
  ///
  /// - Throws: `RPCError` when the server has too much to do or is shutting down.
  func start() throws(RPCError) {
    let place = try server.running.enter(request.principal) { [self] in end() }
    let beat = server.heartbeat.add(every: RequestRun.quietSeconds) { [outbox] in outbox.send(.quiet) }
    Task {
      let tasks = await ownTasks()
      let resources = filter.resources.filter { server.subscribed.add($0) }
      let acknowledged = RPCMessage.notification(
        method: MethodName.subscriptionAcknowledged, params: honoured(tasks, resources))
      let subscriber = ChangeHub.Subscriber { [filter] change in
        switch change {
        case .resource(let uri): resources.contains(uri)
        case .task(let id, _): tasks.contains(id)
        default: filter.lists.contains(change)
        }
      } receive: {
        self.receive($0)
      } end: {
        self.end()
      }
      let id = await server.changes.add(subscriber) { self.outbox.send(.message(acknowledged.encoded)) }
      if id == nil { end() }
      outbox.onEnd { [server] _ in
        server.heartbeat.remove(beat)
        server.running.leave(place)
        for uri in resources { server.subscribed.remove(uri) }
        if let id { Task { await server.changes.remove(id) } }
      }
    }
  }

  /// The tasks that were named and belong to the caller.
  private func ownTasks() async -> Set<String> {
    guard request.client.hasExtension(TaskStore.extensionName) else { return [] }
    var own: Set<String> = []
    for id in filter.tasks where await server.tasks.knows(id, principal: request.principal) { own.insert(id) }
    return own
  }

  /// The part of the filter that is honoured: everything that this server knows how to send.
  private func honoured(_ tasks: Set<String>, _ resources: Set<String>) -> [String: JSON] {
    var honoured: [String: JSON] = [:]
    if filter.lists.contains(.tools) { honoured["toolsListChanged"] = true }
    if filter.lists.contains(.prompts) { honoured["promptsListChanged"] = true }
    if filter.lists.contains(.resources) { honoured["resourcesListChanged"] = true }
    if !resources.isEmpty { honoured["resourceSubscriptions"] = .array(resources.sorted().map(JSON.string)) }
    if !tasks.isEmpty { honoured["taskIds"] = .array(tasks.sorted().map(JSON.string)) }
    return marked(["notifications": .object(honoured)])
  }

  private func marked(_ params: [String: JSON]) -> [String: JSON] {
    var params = params
    params["_meta"] = .object([StatelessRequest.subscriptionKey: request.id.json])
    return params
  }

  private func receive(_ change: Change) {
    outbox.send(.message(RPCMessage.notification(method: change.method, params: marked(change.params)).encoded))
  }

  private func end() {
    let result = JSON.object(request.completed(marked([:]), server.info))
    outbox.send(.response(RPCMessage.response(id: request.id, .success(result)).encoded))
    outbox.finish()
  }
}
