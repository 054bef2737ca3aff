import Foundation

/// Threads that do the work of tasks, each a piece after the other, in the order in which it comes.
final class ThreadExecutor: TaskExecutor {
  /// A few threads, since most of what the tests wait for computes.
  static let shared = ThreadExecutor(threads: 5)

  private let queue = Queue()

  /// The threads live as long as the process.
  init(threads: Int) {
    for _ in 0..<threads {
      let thread = Thread { [self] in
        while true { queue.next().runSynchronously(on: asUnownedTaskExecutor()) }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }

  /// What is to be done. `jobs` is read and written by whoever holds `condition`.
  private final class Queue: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []

    func add(_ job: UnownedJob) {
      condition.withLock { jobs.append(job) }
      condition.signal()
    }

    /// The next piece of work, as soon as there is one.
    func next() -> UnownedJob {
      condition.withLock {
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
      }
    }
  }
}
