/// Divides the lines of a text at its headings. A heading belongs to the section below it.
struct Outline {
  private(set) var sections: [Section] = []
  /// The headings that lead to the current section, each with its level.
  private var path: [(level: Int, title: String)] = []
  /// The first line of the current section.
  private(set) var start = 0

  /// Ends the current section before a line, where one without a heading begins.
  mutating func end(before number: Int) {
    defer { start = number }
    guard number > start else { return }
    sections.append(
      Section(lines: start..<number, path: path.map(\.title), kind: path.isEmpty ? .text : .section))
  }

  /// Begins a section with a heading. A smaller level is further out.
  mutating func begin(at number: Int, level: Int, title: String) {
    end(before: number)
    path.removeAll { $0.level >= level }
    path.append((level, title))
  }
}
