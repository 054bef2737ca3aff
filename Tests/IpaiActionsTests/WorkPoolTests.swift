import Foundation
import IpaiActions
import IpaiCore
import Synchronization
import Testing

/// Threads for work that blocks.
@Suite struct WorkPoolTests {
  @Test func withoutThreadsWorkIsToldOfCancellationsToo() async throws {
    let pool = WorkPool(threads: 0)
    let task = Task {
      try await pool.run { isCancelled in
        withUnsafeCurrentTask { $0?.cancel() }
        return isCancelled()
      }
    }
    #expect(try await task.value)
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await pool.run { _ in _ = Issue.record("it was begun") }
    }
    #expect(await #expect(throws: IpaiError.self) { try await late.value }?.code == .interrupted)
    let error = await #expect(throws: IpaiError.self) { try await pool.run { _ in throw IpaiError(.no, "as it is") } }
    #expect(error?.message == "as it is")
  }

  @Test func asManyRunAtOnceAsThereAreThreads() async throws {
    let pool = WorkPool(threads: 2)
    let running = Shared((now: 0, most: 0))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await pool.run { _ in
            running.state.withLock { running in
              running.now += 1
              running.most = max(running.most, running.now)
            }
            // Nobody leaves before two have met, for a minute at most; a third one would have come by then.
            for _ in 0..<60_000 where running.state.withLock({ $0.most < 2 }) { usleep(1_000) }
            usleep(1_000)
            running.state.withLock { $0.now -= 1 }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(running.state.withLock { $0.most } == 2)
  }

  @Test func workHearsThatItsTaskIsCancelled() async throws {
    let pool = WorkPool(threads: 1)
    let hasBegun = AsyncStream<Void>.makeStream()
    let task = Task {
      try await pool.run { isCancelled in
        hasBegun.continuation.finish()
        while !isCancelled() { usleep(100) }
        return "stopped"
      }
    }
    for await _ in hasBegun.stream {}
    task.cancel()
    #expect(try await task.value == "stopped")
  }

  @Test func whatIsCancelledBeforeItsTurnIsNotBegun() async throws {
    let pool = WorkPool(threads: 1)
    let mayEnd = Shared(false)
    let hasBegun = AsyncStream<Void>.makeStream()
    let first = Task {
      try await pool.run { _ in
        hasBegun.continuation.finish()
        while !mayEnd.state.withLock({ $0 }) { usleep(100) }
      }
    }
    for await _ in hasBegun.stream {}
    let second = Task { try await pool.run { _ in Issue.record("it was begun") } }
    second.cancel()
    mayEnd.state.withLock { $0 = true }
    try await first.value
    #expect(await #expect(throws: IpaiError.self) { try await second.value }?.code == .interrupted)
  }

  @Test func whatWorkThrowsArrives() async throws {
    let pool = WorkPool(threads: 1)
    let error = await #expect(throws: IpaiError.self) { try await pool.run { _ in throw IpaiError(.no, "as it is") } }
    #expect(error?.code == .no && error?.message == "as it is")
  }
}

private final class Shared<Value: Sendable>: Sendable {
  let state: Mutex<Value>

  init(_ value: Value) { state = Mutex(value) }
}
