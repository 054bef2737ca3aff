import Foundation
import IpaiCommits

/// Shows how far long work is, on standard error: a bar on a terminal, a plain line now and then elsewhere.
final class ProgressLine {
  private let stream: World.Stream
  private let isQuiet: Bool
  private let now: @Sendable () -> Date
  private var lastShown: Date?
  private var phase: String?
  private var phaseStart: Date
  private var isBarShown = false

  init(_ stream: World.Stream, isQuiet: Bool, now: @escaping @Sendable () -> Date) {
    self.stream = stream
    self.isQuiet = isQuiet
    self.now = now
    phaseStart = now()
  }

  func show(_ progress: IndexProgress) { show(progress.phase.rawValue, progress.done, of: progress.total) }

  /// Shows how much of a file has come, in kilobytes.
  func show(download file: String, done: Int, total: Int?) {
    show("downloading \(file), kB", done / 1000, of: (total ?? 0) / 1000)
  }

  /// A bar is drawn over and over, for which the cursor has to move.
  private var hasBar: Bool { stream.isTerminal && !stream.isDumb }

  private func show(_ phase: String, _ done: Int, of total: Int) {
    guard !isQuiet else { return }
    let time = now()
    if phase != self.phase {
      self.phase = phase
      phaseStart = time
      lastShown = hasBar ? nil : time
    }
    if let lastShown, time.timeIntervalSince(lastShown) < (hasBar ? 0.1 : 5) { return }
    lastShown = time
    let text = ProgressText(phase: phase, done: done, total: total, elapsed: time.timeIntervalSince(phaseStart))
    isBarShown = hasBar
    stream.write(hasBar ? "\r\u{1B}[K" + text.fitted(to: stream.width - 1) : "ipai: \(text.plain)\n")
  }

  /// Takes the bar away, so that what comes next stands on a clean line.
  func finish() {
    if isBarShown { stream.write("\r\u{1B}[K") }
    isBarShown = false
  }
}
