import Synchronization

/// Analyzers for searches that run at the same time: each uses one alone, and the next may use it again.
package final class AnalyzerPool: Sendable {
  private struct Idle: @unchecked Sendable {
    // Only taken out and put in under the lock, so that an analyzer is in one thread's hands at a time.
    var analyzers: [TextAnalyzer] = []
  }

  /// The analyzers of all searches of the process.
  package static let shared = AnalyzerPool()

  private let idle = Mutex(Idle())

  package init() {}

  /// An analyzer for the caller alone. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package func take() throws -> TextAnalyzer {
    let known = idle.withLock { idle in Idle(analyzers: idle.analyzers.popLast().map { [$0] } ?? []) }
    return try known.analyzers.first ?? TextAnalyzer()
  }

  /// Puts an analyzer back; the caller uses it no more.
  package func giveBack(_ analyzer: TextAnalyzer) {
    let returned = Idle(analyzers: [analyzer])
    idle.withLock { $0.analyzers.append(contentsOf: returned.analyzers) }
  }
}
