import Synchronization

/// What a command wrote.
package final class Transcript: Sendable {
  private let texts = Mutex((output: "", error: "", writes: 0))

  /// Nothing is written yet.
  package init() {}

  /// Standard output.
  package var output: String { texts.withLock { $0.output } }
  /// Standard error.
  package var error: String { texts.withLock { $0.error } }
  /// How often something was written to standard output.
  package var writes: Int { texts.withLock { $0.writes } }

  func add(_ text: String, toError: Bool) {
    texts.withLock { texts in
      if toError {
        texts.error += text
      } else {
        texts.output += text
        texts.writes += 1
      }
    }
  }
}
