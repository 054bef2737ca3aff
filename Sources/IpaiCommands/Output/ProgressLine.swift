import Foundation
import IpaiActions
import Synchronization

/// Shows the progress of long work on standard error: as a bar on a terminal, and elsewhere as a plain line now and
/// then.
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

  /// Nothing is shown where `isQuiet`.
  init(_ stream: World.Stream, isQuiet: Bool, now: @escaping @Sendable () -> Date) {
    self.stream = stream
    self.isQuiet = isQuiet
    self.now = now
    state = Mutex(State(phaseStart: now()))
  }

  /// Shows how far the work is, if it is time to show something again.
  func show(_ progress: WorkProgress) {
    guard !isQuiet else { return }
    let time = now()
    state.withLock { state in
      guard isDue(progress.phase, at: time, &state) else { return }
      let text = ProgressText(
        phase: progress.phase + (progress.detail.map { ": \($0)" } ?? ""), done: progress.done, total: progress.total,
        elapsed: time.timeIntervalSince(state.phaseStart), leastSeconds: progress.leastSeconds)
      state.isBarShown = hasBar
      if hasBar {
        stream.write("\r\u{1B}[K" + text.fitted(to: stream.width - 1))
      } else {
        stream.write("ipai: \(text.plain)\n")
      }
    }
  }

  /// A bar is drawn again and again in the same place, which takes a terminal that can move its cursor.
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

  /// Removes the bar, so that the next output begins on a clean line.
  func finish() {
    state.withLock { state in
      if state.isBarShown { stream.write("\r\u{1B}[K") }
      state.isBarShown = false
    }
  }
}
