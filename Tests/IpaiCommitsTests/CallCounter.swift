import Synchronization

/// Counts calls from several threads.
final class CallCounter: Sendable {
  private let count = Mutex(0)
  func increment() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
