import Foundation
import IpaiCommits

/// Shows how far long work is, on standard error: a bar on a terminal, a plain line now and then elsewhere.
final class ProgressLine {
  private let stream: World.Stream
  private let isQuiet: Bool
  private let now: @Sendable () -> Date
  private let start: Date
  private var lastShown: Date?
  private var phase: String?
  private var phaseStart: Date
  private var isBarShown = false

  init(_ stream: World.Stream, isQuiet: Bool, now: @escaping @Sendable () -> Date) {
    self.stream = stream
    self.isQuiet = isQuiet
    self.now = now
    start = now()
    phaseStart = start
  }

  func show(_ progress: IndexProgress) { show(State(progress.phase.rawValue, progress.done, progress.total)) }

  /// Shows how much of a file has come, in kilobytes.
  func show(download file: String, done: Int, total: Int?) {
    show(State("downloading \(file), kB", done / 1000, (total ?? 0) / 1000))
  }

  /// How far a phase of the work is; a total of 0 is not known.
  struct State {
    let phase: String
    let done: Int
    let total: Int

    init(_ phase: String, _ done: Int, _ total: Int) { (self.phase, self.done, self.total) = (phase, done, total) }
  }

  private func show(_ state: State) {
    guard !isQuiet else { return }
    let time = now()
    if state.phase != phase {
      phase = state.phase
      phaseStart = time
      lastShown = stream.isTerminal ? nil : time
    }
    let interval = stream.isTerminal ? 0.1 : 5
    if let lastShown, time.timeIntervalSince(lastShown) < interval { return }
    lastShown = time
    let line = Self.line(state, elapsed: time.timeIntervalSince(phaseStart), bar: stream.isTerminal)
    isBarShown = stream.isTerminal
    stream.write(stream.isTerminal ? "\r\u{1B}[K" + TerminalText.cut(line, to: stream.width - 1) : "ipai: \(line)\n")
  }

  /// Takes the bar away, so that what comes next stands on a clean line.
  func finish() {
    if isBarShown { stream.write("\r\u{1B}[K") }
    isBarShown = false
  }

  /// The line for a state: `reading commits  [####....]  50%  7500/15000  2100/s  3s left`.
  static func line(_ progress: State, elapsed: Double, bar: Bool) -> String {
    guard progress.total > 0 else {
      return progress.done > 0 ? "\(progress.phase) (\(progress.done))" : progress.phase
    }
    let share = Double(progress.done) / Double(progress.total)
    var parts = [progress.phase]
    if bar {
      parts.append(
        "[" + String(repeating: "#", count: Int(share * 24)).padding(toLength: 24, withPad: ".", startingAt: 0) + "]")
    }
    parts += ["\(Int(share * 100))%", "\(progress.done)/\(progress.total)"]
    if elapsed > 0.5, progress.done > 0 {
      let rate = Double(progress.done) / elapsed
      parts.append("\(Int(rate))/s")
      parts.append(duration(Double(progress.total - progress.done) / rate) + " left")
    }
    return parts.joined(separator: "  ")
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    return whole < 60
      ? "\(whole)s" : whole < 3600 ? "\(whole / 60)m\(whole % 60)s" : "\(whole / 3600)h\(whole % 3600 / 60)m"
  }
}
