import Foundation

/// Tells subscribers about changes.
actor ChangeHub {
  /// Someone who wants to be told.
  struct Subscriber: Sendable {
    /// Whether the subscriber wants to be told about a change.
    let wants: @Sendable (Change) -> Bool
    /// Called with each change that is wanted.
    let receive: @Sendable (Change) async -> Void
    /// Called when the hub is closed.
    let end: @Sendable () async -> Void
  }

  private var subscribers: [UUID: Subscriber] = [:]
  private var isClosed = false

  /// Adds a subscriber, and calls `greet` before the first change is reported. Returns nil if the hub has been closed.
  func add(_ subscriber: Subscriber, greet: @Sendable () -> Void = {}) -> UUID? {
    greet()
    guard !isClosed else { return nil }
    let id = UUID()
    subscribers[id] = subscriber
    return id
  }

  /// Removes a subscriber.
  func remove(_ id: UUID) { subscribers[id] = nil }

  /// Tells every subscriber that wants to know.
  func publish(_ change: Change) async {
    for subscriber in subscribers.values where subscriber.wants(change) { await subscriber.receive(change) }
  }

  /// Ends all subscribers, for good.
  func close() async {
    isClosed = true
    let all = subscribers.values
    subscribers = [:]
    for subscriber in all { await subscriber.end() }
  }

  /// How many subscribers there are.
  var count: Int { subscribers.count }
}
