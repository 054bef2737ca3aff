import IpaiAdvisor
import IpaiCore

/// The lines of a fix, for people and for a shell.
enum FixText {
  /// A line, with what it does beside what it is for as a comment behind it.
  static func line(_ line: Finding.FixLine) -> String {
    let text = ShownText.line(line.text, most: 20_000)
    switch line.effect {
    case .irreversible: return text + "  # irreversible"
    case .needsDowntime: return text + "  # needs downtime"
    case nil: return text
    }
  }
}
