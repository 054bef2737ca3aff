import Dispatch
import Synchronization

/// Runs asynchronous work on the thread that waits for it, so that no thread is spent on waiting and none of Swift's
/// own is blocked.
package final class CallingThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  /// Counts what has happened: a job was added, or the work has ended.
  private let events = DispatchSemaphore(value: 0)

  /// Runs `work` to its end and returns what it returns, or throws what it throws.
  package static func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let thread = CallingThread()
    let outcome = Outcome<Value>()
    Task(executorPreference: thread) {
      do { outcome.set(.success(try await work())) } catch { outcome.set(.failure(error)) }
      thread.events.signal()
    }
    while true {
      thread.events.wait()
      thread.runJobs()
      if let result = outcome.result { return try result.get() }
    }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    events.signal()
  }

  private func runJobs() {
    while let job = nextJob() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func nextJob() -> UnownedJob? {
    jobs.withLock { jobs in
      guard !jobs.isEmpty else { return nil }
      return jobs.removeFirst()
    }
  }

  /// The outcome of the work, once there is one.
  private final class Outcome<Value: Sendable>: Sendable {
    private let state = Mutex<Result<Value, any Error>?>(nil)

    var result: Result<Value, any Error>? { state.withLock { $0 } }

    func set(_ result: Result<Value, any Error>) { state.withLock { $0 = result } }
  }
}
