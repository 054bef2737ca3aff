import Foundation
import Synchronization

/// What a program writes to its standard error: told line by line, and not more than anybody would read.
final class ErrorOutput: Sendable {
  private let words: ServerWords
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var last: String?
    var minute = 0
    var count = 0
  }

  /// How many lines are told each minute.
  private static let mostPerMinute = 100

  /// Lines of a server with these words, which `tell` is called with.
  init(_ words: ServerWords, tell: @escaping @Sendable (String) -> Void) {
    self.words = words
    self.tell = tell
  }

  /// The last line that had any text; nil when there was none.
  var last: String? { state.withLock { $0.last } }

  /// Takes a line.
  func take(_ line: String) {
    let line = words.line(line)
    guard !line.isEmpty else { return }
    let minute = Int(Date().timeIntervalSince1970 / 60)
    let count = state.withLock { state in
      if state.minute != minute { (state.minute, state.count) = (minute, 0) }
      state.count += 1
      state.last = line
      return state.count
    }
    if count <= Self.mostPerMinute { tell(line) }
    if count == Self.mostPerMinute { tell("(what it writes in the rest of this minute is left out)") }
  }
}
