import Foundation
import IpaiCore

/// A text in which the words that matched are marked.
struct MatchedText {
  let theme: Theme
  /// True when they stand in brackets.
  let marks: Bool

  /// The text with each of the words marked, where it stands as a word of its own.
  func text(_ text: String, _ words: [String], room: Int?) -> String {
    let clean = TerminalText.cut(
      TerminalText.sanitized(text).trimmingCharacters(in: .whitespaces), to: room.map { max(20, $0) })
    let longestFirst = words.map { TerminalText.sanitized($0) }.sorted { $0.count > $1.count }
    var result = ""
    var rest = clean[...]
    while !rest.isEmpty {
      let word = longestFirst.first { rest.hasPrefix($0) && isBoundary(rest.dropFirst($0.count).first) }
      if let word, isBoundary(result.last) || word.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) {
        result += theme.match(marks ? "[\(word)]" : String(word))
        rest = rest.dropFirst(word.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }

  private func isBoundary(_ character: Character?) -> Bool {
    guard let character else { return true }
    return !character.isLetter && !character.isNumber || character.unicodeScalars.contains { $0.value >= 0x2E80 }
  }
}
