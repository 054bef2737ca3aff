import IpaiCore
import NIOPosix
import Synchronization

/// Threads for work that blocks: SQLite, libgit2 and the encoder never run on an event loop or on Swift's own few threads.
package final class WorkPool: Sendable {
  private let threads: NIOThreadPool

  /// `threads` is how many pieces of work run at once; others wait for their turn.
  package init(threads: Int) {
    self.threads = NIOThreadPool(numberOfThreads: threads)
    self.threads.start()
  }

  deinit { threads.shutdownGracefully { _ in } }

  /// Runs `work` on a thread of the pool. It is told by `isCancelled` when the calling task was cancelled, and is not begun
  /// when that happened before its turn.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` where it was not begun.
  package func run<Value: Sendable>(
    _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      do {
        return try await threads.runIfActive { try work { flag.isSet } }
      } catch is CancellationError {
        throw IpaiError(.interrupted, "cancelled")
      }
    } onCancel: {
      flag.set()
    }
  }
}

/// Tells work on another thread that its task was cancelled.
private final class CancellationFlag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
