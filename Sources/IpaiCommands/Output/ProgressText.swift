import Foundation

/// The progress of a phase of long work, as a line: `reading commits  [####....]  50%  7500/15000  2100/s  3s left`.
package struct ProgressText {
  private let phase: String
  private let done: Int
  private let total: Int
  private let elapsed: Double
  private let leastSeconds: Double?

  private static let widestBar = 24
  private static let narrowestBar = 6

  /// `total` is 0 where it is not known; `elapsed` are the seconds since the phase began, `leastSeconds` what the rest takes at least.
  package init(phase: String, done: Int, total: Int, elapsed: Double, leastSeconds: Double? = nil) {
    self.phase = phase
    self.done = done
    self.total = total
    self.elapsed = elapsed
    self.leastSeconds = leastSeconds
  }

  /// The line without a bar, for logs.
  package var plain: String { Self.joined([phase] + numbers) }

  /// The line with a bar. If it does not fit, the bar goes first, then the counts, then the end of the phase's name.
  package func fitted(to columns: Int) -> String {
    guard total > 0 else { return TerminalText.cut(plain, to: columns) }
    let room = columns - TerminalText.width(plain) - 4
    if room >= Self.narrowestBar { return Self.joined([phase, bar(min(room, Self.widestBar))] + numbers) }
    if TerminalText.width(plain) <= columns { return plain }
    let short = Self.joined([phase, percentage] + [timeLeft].compactMap(\.self))
    if TerminalText.width(short) <= columns { return short }
    let end = Self.joined([percentage] + [timeLeft].compactMap(\.self))
    let name = TerminalText.cut(phase, to: max(1, columns - TerminalText.width(end) - 2))
    return TerminalText.cut(Self.joined([name, end]), to: columns)
  }

  private var numbers: [String] {
    if total == 0 && done == 0 { return [] }
    if total == 0 { return ["(\(done))"] }
    return [percentage, "\(done)/\(total)"] + [rate, timeLeft].compactMap(\.self)
  }

  private var share: Double { min(1, Double(done) / Double(total)) }
  private var percentage: String { "\(Int(share * 100))%" }
  private var isMeasured: Bool { elapsed > 0.5 && done > 0 }

  private var rate: String? {
    guard isMeasured else { return nil }
    return "\(Int(Double(done) / elapsed))/s"
  }

  private var timeLeft: String? {
    guard isMeasured else { return nil }
    let estimate = Double(max(0, total - done)) * elapsed / Double(done)
    return Self.duration(max(estimate, leastSeconds ?? 0)) + " left"
  }

  private func bar(_ columns: Int) -> String {
    let filled = Int(share * Double(columns))
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: columns - filled) + "]"
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: "  ") }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole)s" }
    if whole < 3600 { return "\(whole / 60)m\(whole % 60)s" }
    return "\(whole / 3600)h\(whole % 3600 / 60)m"
  }
}
