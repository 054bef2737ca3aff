package import Foundation

/// Writes the lines that differ between two texts as `diff -u` does (POSIX, diff, "Diff Default and -u Output").
package enum UnifiedDiff {
  /// How many lines are shown around those that differ.
  private static let context = 3

  /// False for what has a NUL or is not UTF-8.
  package static func isText(_ content: Data) -> Bool {
    !content.contains(0) && String(validating: content, as: UTF8.self) != nil
  }

  /// The diff of two texts that differ.
  package static func text(_ old: Data, _ new: Data, oldName: String, newName: String) -> String {
    let before = lines(old)
    let after = lines(new)
    let changes = LineEdits.changes(from: before, to: after)
    var text = "--- \(oldName)\n+++ \(newName)\n"
    for hunk in hunks(changes) { write(hunk, before, after, to: &text) }
    return text
  }

  /// The lines with what ends them.
  private static func lines(_ content: Data) -> [ArraySlice<UInt8>] {
    let bytes = Array(content)
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// The changes in groups that share lines around them.
  private static func hunks(_ changes: [LineEdits.Change]) -> [[LineEdits.Change]] {
    var hunks: [[LineEdits.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func write(
    _ hunk: [LineEdits.Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], to text: inout String
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let lead = min(context, first.old.lowerBound)
    let tail = min(context, old.count - last.old.upperBound)
    let before = (first.old.lowerBound - lead)..<(last.old.upperBound + tail)
    let after = (first.new.lowerBound - lead)..<(last.new.upperBound + tail)
    text += "@@ -\(span(before)) +\(span(after)) @@\n"
    var line = before.lowerBound
    for change in hunk {
      for index in line..<change.old.lowerBound { write(" ", old[index], to: &text) }
      for index in change.old { write("-", old[index], to: &text) }
      for index in change.new { write("+", new[index], to: &text) }
      line = change.old.upperBound
    }
    for index in line..<before.upperBound { write(" ", old[index], to: &text) }
  }

  /// Lines as a first one and a number; that of no lines is the line before them.
  private static func span(_ lines: Range<Int>) -> String {
    if lines.isEmpty { return "\(lines.lowerBound),0" }
    return lines.count == 1 ? "\(lines.lowerBound + 1)" : "\(lines.lowerBound + 1),\(lines.count)"
  }

  private static func write(_ sign: String, _ line: ArraySlice<UInt8>, to text: inout String) {
    text += sign + String(decoding: line, as: UTF8.self)
    if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
  }
}
