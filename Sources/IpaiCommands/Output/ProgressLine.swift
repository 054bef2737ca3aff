import Foundation
import IpaiActions
import Synchronization

/// Shows how far long work is, on standard error: a bar on a terminal, a plain line now and then elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: Date?
    var phase: String?
    var phaseStart: Date
    var isBarShown = false
  }

  private let stream: World.Stream
  private let isQuiet: Bool
  private let now: @Sendable () -> Date
  private let state: Mutex<State>

  init(_ stream: World.Stream, isQuiet: Bool, now: @escaping @Sendable () -> Date) {
    self.stream = stream
    self.isQuiet = isQuiet
    self.now = now
    state = Mutex(State(phaseStart: now()))
  }

  func show(_ progress: WorkProgress) {
    guard !isQuiet else { return }
    let time = now()
    state.withLock { state in
      guard isDue(progress.phase, at: time, &state) else { return }
      let text = ProgressText(
        phase: progress.phase, done: progress.done, total: progress.total,
        elapsed: time.timeIntervalSince(state.phaseStart))
      state.isBarShown = hasBar
      if hasBar {
        stream.write("\r\u{1B}[K" + text.fitted(to: stream.width - 1))
      } else {
        stream.write("ipai: \(text.plain)\n")
      }
    }
  }

  /// A bar is drawn over and over, for which the cursor has to move.
  private var hasBar: Bool { stream.isTerminal && !stream.isDumb }

  /// Whether it is time to show something again.
  private func isDue(_ phase: String, at time: Date, _ state: inout State) -> Bool {
    if phase != state.phase {
      state.phase = phase
      state.phaseStart = time
      // A bar is shown at once, a plain line only for a phase that takes a while.
      state.lastShown = hasBar ? nil : time
    }
    let pause = hasBar ? 0.1 : 5
    if let lastShown = state.lastShown, time.timeIntervalSince(lastShown) < pause { return false }
    state.lastShown = time
    return true
  }

  /// Takes the bar away, so that what comes next stands on a clean line.
  func finish() {
    state.withLock { state in
      if state.isBarShown { stream.write("\r\u{1B}[K") }
      state.isBarShown = false
    }
  }
}
