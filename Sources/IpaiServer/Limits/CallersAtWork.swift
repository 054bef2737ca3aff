import Synchronization

/// Limits how many requests of one caller are answered at the same time, so that a flood from one does not make the others wait
/// behind it.
final class CallersAtWork: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let most: Int

  /// At most so many requests of each caller.
  init(most: Int) { self.most = most }

  /// Counts a request; false when the caller has as many as there may be.
  func enter(_ caller: String) -> Bool {
    counts.withLock { counts in
      let count = counts[caller] ?? 0
      guard count < most else { return false }
      counts[caller] = count + 1
      return true
    }
  }

  /// Counts a request that has been answered.
  func leave(_ caller: String) {
    counts.withLock { counts in
      let count = (counts[caller] ?? 1) - 1
      counts[caller] = count == 0 ? nil : count
    }
  }
}
