import Foundation
import Synchronization

/// A stream of changes that a stateless client listens to (`subscriptions/listen`).
final class Subscription: Sendable {
  private let server: Server
  private let request: StatelessRequest
  private let outbox: Outbox
  private let filter: Filter
  private let beat = Mutex<Int?>(nil)

  /// What was asked for.
  private struct Filter: Sendable {
    let lists: Set<Change>
    let resources: [String]
    let tasks: [String]

    init(_ json: JSON?) {
      var lists: Set<Change> = []
      if json?["toolsListChanged"] == .bool(true) { lists.insert(.tools) }
      if json?["promptsListChanged"] == .bool(true) { lists.insert(.prompts) }
      if json?["resourcesListChanged"] == .bool(true) { lists.insert(.resources) }
      self.lists = lists
      resources = json?["resourceSubscriptions"]?.array?.compactMap(\.string) ?? []
      tasks = json?["taskIds"]?.array?.compactMap(\.string) ?? []
    }

    func wants(_ change: Change) -> Bool {
      switch change {
      case .resource(let uri): resources.contains(uri)
      case .task(let id, _): tasks.contains(id)
      default: lists.contains(change)
      }
    }
  }

  init(_ server: Server, _ request: StatelessRequest, _ outbox: Outbox) {
    (self.server, self.request, self.outbox) = (server, request, outbox)
    filter = Filter(request.params["notifications"])
  }

  func start() {
    Task {
      guard request.params["notifications"]?.object != nil else {
        return end(.failure(.invalidParams("\"notifications\" has to be an object")))
      }
      let tasks = await ownTasks()
      let acknowledged = RPCMessage.notification(
        method: "notifications/subscriptions/acknowledged", params: honoured(tasks))
      let subscriber = ChangeHub.Subscriber { [filter] change in
        if case .task(let id, _) = change { return tasks.contains(id) }
        return filter.wants(change)
      } receive: {
        self.receive($0)
      } end: {
        self.end(.success(.object(self.marked([:]))))
      }
      let id = await server.changes.add(subscriber) { self.outbox.send(.message(acknowledged)) }
      guard let id else { return end(.success(.object(marked([:])))) }
      watch(id)
    }
  }

  /// Of the tasks that were named, those that are the caller's.
  private func ownTasks() async -> [String] {
    guard request.client.hasExtension(TaskStore.extensionName) else { return [] }
    var own: [String] = []
    for id in filter.tasks where await server.tasks.knows(id, principal: request.principal) { own.append(id) }
    return own
  }

  /// What of the filter is honoured: all that this server sends.
  private func honoured(_ tasks: [String]) -> [String: JSON] {
    var honoured: [String: JSON] = [:]
    if filter.lists.contains(.tools) { honoured["toolsListChanged"] = true }
    if filter.lists.contains(.prompts) { honoured["promptsListChanged"] = true }
    if filter.lists.contains(.resources) { honoured["resourcesListChanged"] = true }
    if !filter.resources.isEmpty { honoured["resourceSubscriptions"] = .array(filter.resources.map(JSON.string)) }
    if !tasks.isEmpty { honoured["taskIds"] = .array(tasks.map(JSON.string)) }
    return marked(["notifications": .object(honoured)])
  }

  private func marked(_ params: [String: JSON]) -> [String: JSON] {
    var params = params
    params["_meta"] = .object([StatelessRequest.subscriptionKey: request.id.json])
    return params
  }

  private func receive(_ change: Change) {
    outbox.send(.message(.notification(method: change.method, params: marked(change.params))))
  }

  /// Shows now and then that the stream lives, and notices when nobody reads it any more.
  private func watch(_ id: UUID) {
    let seconds = Mutex(0)
    let beat = server.heartbeat.add { [self] in
      let isQuiet = seconds.withLock { seconds in
        seconds += 1
        return seconds % RequestRun.quietSeconds == 0
      }
      if isQuiet, !outbox.send(.quiet) { leave(id) }
    }
    self.beat.withLock { $0 = beat }
    outbox.onAbandon { self.leave(id) }
  }

  private func leave(_ id: UUID) {
    if let beat = beat.withLock({ $0 }) { server.heartbeat.remove(beat) }
    Task { await server.changes.remove(id) }
  }

  private func end(_ outcome: Result<JSON, RPCError>) {
    if let beat = beat.withLock({ $0 }) { server.heartbeat.remove(beat) }
    let final = outcome.map { JSON.object(request.completed($0.object ?? [:], server.info)) }
    outbox.send(.response(.response(id: request.id, final), status: StatelessCodec.status(of: outcome)))
    outbox.finish()
  }
}
