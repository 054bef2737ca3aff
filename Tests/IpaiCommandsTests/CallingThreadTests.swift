import Foundation
import IpaiActions
import IpaiCore
import Testing

@testable import IpaiCommands

/// The thread of a verb.
@Suite struct CallingThreadTests {
  /// A heap of another thread grows a page at a time, which cost a verb 4 ms.
  @Test func theWorkOfAVerbRunsOnItsOwnThread() throws {
    let thread = pthread_self()
    let pool = WorkPool(threads: 0)
    let worker = try CallingThread.run { try await pool.run { _ in pthread_self() } }
    #expect(worker == thread)
    let other = WorkPool(threads: 1)
    #expect(try CallingThread.run { try await other.run { _ in pthread_self() } } != thread)
  }
}
