import Foundation
import IpaiActions
import IpaiCore
import IpaiSearch

/// Search results for people: a line for each commit, under heads, and the line that matched.
struct SearchResultText {
  let theme: Theme
  /// True when passages are written whole.
  var showsTexts = false
  let explains: Bool
  /// True when the words that matched stand in brackets.
  let marks: Bool
  let showsRepository: Bool

  private var marking: MatchedText { MatchedText(theme: theme, marks: marks) }
  private static let indentation = String(repeating: " ", count: 12)

  /// Commits alone have heads of columns; beside other kinds of documents they would not fit.
  func text(_ documents: [FoundDocument]) -> String {
    let texts = documents.map(text)
    let areCommits = documents.allSatisfy { document in
      if case .commit = document { return true }
      return false
    }
    guard areCommits, !documents.isEmpty else { return texts.joined() }
    let heads = [
      TerminalText.padded("COMMIT", to: 10), TerminalText.padded("COMMITTED", to: 10),
      TerminalText.padded("AUTHOR", to: 20), "SUBJECT",
    ]
    return theme.dim(heads.joined(separator: "  ")) + "\n" + texts.joined()
  }

  private func text(_ document: FoundDocument) -> String {
    switch document {
    case .commit(let commit): text(commit)
    case .message(let message): FoundMessageText(theme: theme, explains: explains, marks: marks).text(message)
    case .skill(let skill): FoundSkillText(theme: theme, explains: explains, marks: marks).text(skill)
    case .passage(let passage):
      FoundPassageText(theme: theme, explains: explains, marks: marks, showsText: showsTexts).text(passage)
    }
  }

  private func text(_ result: FoundCommit) -> String {
    let name = TerminalText.cut(TerminalText.sanitized(result.author.shown), to: 20)
    let head = [
      theme.id(String(result.commit.prefix(10))), theme.dim(result.committed.day), TerminalText.padded(name, to: 20),
    ]
    let isInSubject = result.match?.field == "subject"
    let subject = marking.text(
      result.subject, isInSubject ? result.match?.words ?? [] : [], room: theme.width.map { $0 - 46 })
    var lines = [head.joined(separator: "  ") + "  " + subject]
    if let match = result.match, !isInSubject {
      let label = match.field == "body" ? "" : match.field + ": "
      lines.append(
        Self.indentation + theme.dim(label) + marking.text(match.text, match.words, room: theme.width.map { $0 - 22 }))
    }
    if result.isMeaningOnly == true {
      lines.append(Self.indentation + theme.dim("meaning: no word matches"))
    }
    if showsRepository { lines.append(Self.indentation + theme.dim("in " + TerminalText.sanitized(result.repository))) }
    if explains {
      let explanation = ScoreText.lines(result.score, result.components, result.similarity, result.terms)
      lines += explanation.map { Self.indentation + theme.dim($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
