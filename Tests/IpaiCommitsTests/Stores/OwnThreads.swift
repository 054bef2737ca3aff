import Dispatch
import Foundation
import Synchronization
import Testing

/// Runs each test on threads of its own, since to index a repository blocks them: Swift's are left to those that wait for a server.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let threads = ThreadExecutor(3)
    defer { threads.stop() }
    try await withTaskExecutorPreference(threads) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  static var onOwnThreads: Self { Self() }
}

/// Runs Swift tasks on threads that nobody else has.
private final class ThreadExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let events = DispatchSemaphore(value: 0)
  private let count: Int

  init(_ count: Int) {
    self.count = count
    for _ in 0..<count { Thread { [self] in runJobs() }.start() }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    events.signal()
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    for _ in 0..<count { events.signal() }
  }

  private func runJobs() {
    while true {
      events.wait()
      let (job, isStopped) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isStopped)
      }
      if let job { job.runSynchronously(on: asUnownedTaskExecutor()) } else if isStopped { return }
    }
  }
}
