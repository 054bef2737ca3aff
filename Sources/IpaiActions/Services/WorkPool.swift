import Foundation
import IpaiCore
import NIOPosix
import Synchronization

/// Which threads blocking work has: what waits for the database's only writer must not hold up what only reads.
package enum WorkLane: Sendable {
  /// For what only reads.
  case reading
  /// For what changes something, and may have to wait.
  case writing

  /// That of the work at hand.
  @TaskLocal package static var current = WorkLane.reading
}

/// Threads for blocking work: SQLite, libgit2 and the encoder never run on an event loop or on the few threads of Swift.
package final class WorkPool: Sendable {
  private struct Lanes: Sendable {
    let reading: NIOThreadPool
    let writing: NIOThreadPool

    var current: NIOThreadPool {
      switch WorkLane.current {
      case .reading: reading
      case .writing: writing
      }
    }
  }

  /// nil where work runs on the thread of its caller.
  private let lanes: Lanes?
  private let niceness: Niceness

  /// `threads` is how many pieces of work of each lane run at once; others wait for their turn. With 0 of them work runs on the
  /// thread of its caller, for callers who have nothing else to do on it, as a verb. (Memory that other threads allocate costs
  /// more: glibc makes their heaps grow a page at a time.) `niceness` is how much they give way to the other threads of the process.
  package init(threads: Int, niceness: Int32 = 0) {
    self.niceness = Niceness(more: niceness)
    guard threads > 0 else {
      lanes = nil
      return
    }
    let lanes = Lanes(
      reading: NIOThreadPool(numberOfThreads: threads), writing: NIOThreadPool(numberOfThreads: threads))
    lanes.reading.start()
    lanes.writing.start()
    self.lanes = lanes
  }

  /// Runs asynchronous work on the threads of a lane: work that computes for some milliseconds between its waits would hold up
  /// everything else on an event loop. Throws what `work` throws.
  package func carry<Value>(_ lane: WorkLane, _ work: () async throws -> Value) async rethrows -> Value {
    guard let lanes else { return try await work() }
    return try await WorkLane.$current.withValue(lane) {
      try await withTaskExecutorPreference(PoolExecutor(lanes.current, niceness), operation: work)
    }
  }

  /// Runs asynchronous work on the threads of the lane at hand, which it holds only while it does something. `isCancelled` tells it when
  /// the calling task is cancelled, also on other threads.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` when it was cancelled before it began.
  package func work<Value>(
    _ work: (_ isCancelled: @escaping @Sendable () -> Bool) async throws -> Value
  ) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      try await carry(WorkLane.current) {
        if flag.isSet { throw IpaiError(.interrupted, "cancelled") }
        return try await work { flag.isSet }
      }
    } onCancel: {
      flag.set()
    }
  }

  deinit {
    lanes?.reading.shutdownGracefully { _ in }
    lanes?.writing.shutdownGracefully { _ in }
  }

  /// Runs `work` on a thread of the lane at hand. `isCancelled` tells it when the calling task is cancelled; if that happens before
  /// its turn, it does not begin.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` when it did not begin.
  package func run<Value: Sendable>(
    _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      guard let lanes else {
        if flag.isSet { throw IpaiError(.interrupted, "cancelled") }
        return try work { flag.isSet }
      }
      do {
        return try await lanes.current.runIfActive { [niceness] in
          niceness.take()
          return try work { flag.isSet }
        }
      } catch is CancellationError {
        throw IpaiError(.interrupted, "cancelled")
      }
    } onCancel: {
      flag.set()
    }
  }
}

/// Tells work on another thread that its task has been cancelled.
private final class CancellationFlag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}

/// Runs Swift tasks on the threads of a pool.
private final class PoolExecutor: TaskExecutor {
  private let threads: NIOThreadPool
  private let niceness: Niceness

  init(_ threads: NIOThreadPool, _ niceness: Niceness) {
    self.threads = threads
    self.niceness = niceness
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The pool calls back with every job. When it is shutting down it does so on the calling thread, which may be an event loop.
    threads.submit { state in
      if state == .active { self.niceness.take() }
      job.runSynchronously(on: self.asUnownedTaskExecutor())
    }
  }
}

/// How much threads that compute give way to those that answer clients. It counts within the process's own group (cgroups(7)), so
/// that a server does not fall behind other services of its machine. Threads that are first started from one of these have it too.
private struct Niceness: Sendable {
  private static let most: Int32 = 19
  private let value: Int32

  /// So much more than that of the calling thread.
  init(more: Int32) {
    #if os(Linux)
      value = min(Self.most, getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) + more)
    #else
      value = 0
    #endif
  }

  /// Gives it to the calling thread: on Linux each has its own.
  func take() {
    #if os(Linux)
      let process = __priority_which_t(PRIO_PROCESS.rawValue)
      if getpriority(process, 0) != value { setpriority(process, 0, value) }
    #endif
  }
}
