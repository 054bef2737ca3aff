import Foundation
import Synchronization

/// Runs work that may recurse further than a thread of a pool has room for.
enum RoomyThread {
  /// libyaml gives up at 1,000 levels of blocks and brackets, which are at most twice as many nodes in one another.
  private static let stackBytes = 32 << 20

  /// The result of `work`, for which the caller waits.
  static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
    let outcome = Outcome<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let result = work()
      outcome.value.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = stackBytes
    thread.start()
    done.wait()
    guard let result = outcome.value.withLock({ $0 }) else { preconditionFailure("the thread has set its result") }
    return result
  }

  private final class Outcome<Result: Sendable>: Sendable {
    let value = Mutex<Result?>(nil)
  }
}
