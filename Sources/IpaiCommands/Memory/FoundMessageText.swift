import Foundation
import IpaiActions
import IpaiCore
import IpaiSearch

/// Messages that were found, for people: who said it, when and where, and the line that matched.
struct FoundMessageText {
  let theme: Theme
  let explains: Bool
  /// True when the words that matched stand in brackets.
  var marks = false
  private static let indentation = "    "

  /// A message in two lines, and its explanation where that is asked for.
  func text(_ found: FoundMessage) -> String {
    let speaker = found.name ?? found.role
    let place = found.title.map { "\(found.sessionID) (\($0))" } ?? found.sessionID
    let head = [
      theme.dim(found.date.day), TerminalText.sanitized(speaker), theme.id(TerminalText.sanitized(place)),
      theme.dim(TerminalText.sanitized(found.message)),
    ]
    var lines = [head.joined(separator: "  ")]
    lines.append(Self.indentation + match(found.match))
    if found.isMeaningOnly == true { lines.append(Self.indentation + theme.dim("meaning: no word matches")) }
    if explains {
      let explanation = ScoreText.lines(found.score, found.components, found.similarity, found.terms)
      lines += explanation.map { Self.indentation + theme.dim($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func match(_ line: MatchedLine) -> String {
    MatchedText(theme: theme, marks: marks).text(line.text, line.words, room: theme.width.map { $0 - 4 })
  }
}
