import Foundation
import Testing

/// Runs the tests of a suite on threads that they may keep while they wait for a process. Swift has as many threads for
/// tests as there are processors, and a test that waits for a process keeps one from all others.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  /// On threads that the tests may keep while they wait for a process.
  static var onOwnThreads: OwnThreads { OwnThreads() }
}
