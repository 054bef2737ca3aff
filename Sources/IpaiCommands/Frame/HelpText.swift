/// Wraps the text of a help page, but never a line that people may want to copy.
///
/// ArgumentParser would wrap examples like any other text, so it is asked for unlimited lines, which are wrapped here.
enum HelpText {
  /// Columns that no line of help reaches.
  static let unwrapped = 100_000

  private static let labelColumns = 26

  /// Columns to wrap at: those of the terminal, or `COLUMNS`.
  static func width(in world: World) -> Int {
    let columns = world.environment["COLUMNS"].flatMap { Int($0) } ?? world.standardOutput.width
    return max(50, min(columns, 120))
  }

  /// The text of a help page with its prose wrapped at `columns`; examples stay whole.
  static func wrapped(_ text: String, to columns: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let usage = lines.firstIndex { $0.hasPrefix("USAGE: ") } ?? 0
    let head = lines[..<usage].map { line in
      if line.hasPrefix(" ") { String(line) } else { fill(line, to: columns, indentation: 0) }
    }
    let rest = lines[usage...].map { line in
      if line.hasPrefix("USAGE: ") {
        fill(line, to: columns, indentation: 7, staysWhole: isOpen)
      } else if isDescribed(line) {
        fill(line, to: columns, indentation: labelColumns)
      } else {
        String(line)
      }
    }
    return (head + rest).joined(separator: "\n")
  }

  /// True for the line of an option that has a description on it.
  private static func isDescribed(_ line: Substring) -> Bool {
    line.hasPrefix("  ") && line.count > labelColumns && line.dropFirst(labelColumns - 1).first == " "
  }

  /// True for the beginning of `[--format <format>]`, which must stay on one line.
  private static func isOpen(_ words: String) -> Bool { words.contains("[") && !words.contains("]") }

  /// Fills lines with words; the first keeps its own indentation and label.
  private static func fill(
    _ line: Substring, to columns: Int, indentation: Int, staysWhole isOpen: (String) -> Bool = { _ in false }
  ) -> String {
    let words = pieces(line.dropFirst(indentation), isOpen)
    var lines: [String] = []
    var current = String(line.prefix(indentation)) + (words.first ?? "")
    for word in words.dropFirst() {
      if TerminalText.width(current) + 1 + TerminalText.width(word) > columns {
        lines.append(current)
        current = String(repeating: " ", count: indentation) + word
      } else {
        current += " " + word
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// The words, with those that belong together joined.
  private static func pieces(_ text: Substring, _ isOpen: (String) -> Bool) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { pieces, word in
      if let last = pieces.last, isOpen(last) {
        pieces[pieces.count - 1] = last + " " + word
      } else {
        pieces.append(String(word))
      }
    }
  }
}
