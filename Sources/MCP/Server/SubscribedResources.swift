import Synchronization

/// The resources that clients have subscribed to, of all sessions and listeners together.
final class SubscribedResources: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let onSubscription: @Sendable (_ uri: String, _ isWanted: Bool) -> Bool

  /// No resources. See ``Server/Options/onSubscription``.
  init(_ onSubscription: @escaping @Sendable (_ uri: String, _ isWanted: Bool) -> Bool) {
    self.onSubscription = onSubscription
  }

  /// Adds a subscription. Returns false when changes of the resource cannot be reported.
  func add(_ uri: String) -> Bool {
    counts.withLock { counts in
      let count = counts[uri] ?? 0
      if count == 0, !onSubscription(uri, true) { return false }
      counts[uri] = count + 1
      return true
    }
  }

  /// Removes a subscription that was added.
  func remove(_ uri: String) {
    counts.withLock { counts in
      guard let count = counts[uri] else { return }
      if count > 1 { return counts[uri] = count - 1 }
      counts[uri] = nil
      _ = onSubscription(uri, false)
    }
  }
}
