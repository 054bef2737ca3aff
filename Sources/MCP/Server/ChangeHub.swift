import Foundation

/// Who wants to be told of changes, and how.
actor ChangeHub {
  typealias Receiver = @Sendable (Change) async -> Void

  struct Subscriber: Sendable {
    let wants: @Sendable (Change) -> Bool
    let receive: Receiver
    let end: @Sendable () async -> Void
  }

  private var subscribers: [UUID: Subscriber] = [:]
  private var isClosed = false

  /// Calls `greet` before the first change is told. Returns nil after the hub was closed.
  func add(_ subscriber: Subscriber, greet: @Sendable () -> Void = {}) -> UUID? {
    greet()
    guard !isClosed else { return nil }
    let id = UUID()
    subscribers[id] = subscriber
    return id
  }

  func remove(_ id: UUID) { subscribers[id] = nil }

  func publish(_ change: Change) async {
    for subscriber in subscribers.values where subscriber.wants(change) { await subscriber.receive(change) }
  }

  func close() async {
    isClosed = true
    let all = subscribers.values
    subscribers = [:]
    for subscriber in all { await subscriber.end() }
  }

  var count: Int { subscribers.count }
}
