import Synchronization

/// Analyzers for searches that run at the same time: each search has one to itself and returns it for the next.
package final class AnalyzerPool: Sendable {
  private struct Idle: @unchecked Sendable {
    // Analyzers enter and leave only under the lock, so that each one belongs to a single thread at a time.
    var analyzers: [TextAnalyzer] = []
  }

  /// The pool that all searches of the process share.
  package static let shared = AnalyzerPool()

  private let idle = Mutex(Idle())

  package init() {}

  /// An analyzer for the caller alone. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package func take() throws -> TextAnalyzer {
    let known = idle.withLock { idle in
      var taken = Idle()
      if let analyzer = idle.analyzers.popLast() { taken.analyzers.append(analyzer) }
      return taken
    }
    return try known.analyzers.first ?? TextAnalyzer()
  }

  /// Returns an analyzer to the pool; the caller must not use it afterwards.
  package func giveBack(_ analyzer: TextAnalyzer) {
    let returned = Idle(analyzers: [analyzer])
    idle.withLock { $0.analyzers.append(contentsOf: returned.analyzers) }
  }
}
