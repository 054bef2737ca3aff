import Foundation
import IpaiActions
import IpaiCore
import IpaiSearch

/// Search results for people: a line for each commit, under heads, and the line that matched.
struct SearchResultText {
  let theme: Theme
  let explains: Bool
  /// True when the words that matched stand in brackets.
  let marks: Bool
  let showsRepository: Bool

  private static let indentation = String(repeating: " ", count: 12)

  func text(_ documents: [FoundDocument]) -> String {
    let results = documents.map { document in
      switch document {
      case .commit(let commit): commit
      }
    }
    guard !results.isEmpty else { return "" }
    let heads = [
      TerminalText.padded("COMMIT", to: 10), TerminalText.padded("COMMITTED", to: 10),
      TerminalText.padded("AUTHOR", to: 20), "SUBJECT",
    ]
    return theme.dim(heads.joined(separator: "  ")) + "\n" + results.map(text).joined()
  }

  private func text(_ result: FoundCommit) -> String {
    let name = TerminalText.cut(TerminalText.sanitized(result.author.shown), to: 20)
    let head = [
      theme.id(String(result.commit.prefix(10))), theme.dim(result.committed.day), TerminalText.padded(name, to: 20),
    ]
    let isInSubject = result.match?.field == "subject"
    let subject = marked(
      result.subject, isInSubject ? result.match?.words ?? [] : [], room: theme.width.map { $0 - 46 })
    var lines = [head.joined(separator: "  ") + "  " + subject]
    if let match = result.match, !isInSubject {
      let label = match.field == "body" ? "" : match.field + ": "
      lines.append(
        Self.indentation + theme.dim(label) + marked(match.text, match.words, room: theme.width.map { $0 - 22 }))
    }
    if result.isMeaningOnly == true {
      lines.append(Self.indentation + theme.dim("meaning: no word matches"))
    }
    if showsRepository { lines.append(Self.indentation + theme.dim("in " + TerminalText.sanitized(result.repository))) }
    if explains { lines += explanation(result) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text with each of the words marked, where it stands as a word of its own.
  private func marked(_ text: String, _ words: [String], room: Int?) -> String {
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

  private func explanation(_ result: FoundCommit) -> [String] {
    let nearness = result.similarity.map { " (the meaning is \(Self.number(max(0, $0))) near, of 1)" } ?? ""
    let total = "score \(Self.number(result.score)) = " + Self.sum(result.components) + nearness
    let terms = (result.terms ?? []).map { term in
      let name = term.word == term.term ? term.word : "\(term.word) (\(term.term))"
      return "  \(TerminalText.sanitized(name)): \(Self.number(term.score)) = \(Self.sum(term.fields))"
        + ", rarity \(Self.number(term.inverseDocumentFrequency))"
    }
    return ([total] + terms).map { Self.indentation + theme.dim($0) }
  }

  private static func sum(_ parts: [String: Double]) -> String {
    parts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { "\($0.key) \(number($0.value))" }.joined(separator: " + ")
  }

  /// Two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}
