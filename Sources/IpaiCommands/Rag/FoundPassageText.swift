import IpaiActions
import IpaiSearch

/// A passage that was found, for people.
struct FoundPassageText {
  let theme: Theme
  let explains: Bool
  /// True when the words that matched stand in brackets.
  var marks = false
  /// True when the passage is written whole.
  var showsText = false

  /// The place as editors understand it, the symbol or the headings, and the line that matched.
  func text(_ found: FoundPassage) -> String {
    let place = "\(TerminalText.sanitized(found.path)):\(found.startLine)-\(found.endLine)"
    var head = [theme.id(place)]
    if !found.title.isEmpty { head.append(TerminalText.sanitized(found.title)) }
    var lines = [head.joined(separator: "  ")]
    if let context = found.context {
      lines += context.lines.enumerated().map { place, line in numbered(context.startLine + place, line, in: found) }
    } else if showsText {
      let text = found.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      lines += text.map { TerminalText.sanitized(String($0)) } + [""]
    } else {
      let first = found.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      let marking = MatchedText(theme: theme, marks: marks)
      lines.append(
        "    "
          + marking.text(found.match?.text ?? first, found.match?.words ?? [], room: theme.width.map { $0 - 4 }))
    }
    if let more = found.more { lines.append("    " + theme.dim("also " + more.map(short).joined(separator: ", "))) }
    if found.isMeaningOnly == true { lines.append("    " + theme.dim("meaning: no word matches")) }
    if explains {
      let explanation = ScoreText.lines(found.score, found.components, found.similarity, found.terms)
      lines += explanation.map { "    " + theme.dim($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line with its number, as grep writes it: with a colon where it is of the passage.
  private func numbered(_ number: Int, _ line: String, in found: FoundPassage) -> String {
    let isInside = (found.startLine...found.endLine).contains(number)
    let text = TerminalText.sanitized(line)
    return "    " + theme.dim("\(number)\(isInside ? ":" : "-")") + (isInside ? text : theme.dim(text))
  }

  private func short(_ passage: FurtherPassage) -> String {
    let name = passage.symbol ?? passage.heading?.last
    return "\(passage.startLine)-\(passage.endLine)" + (name.map { " " + TerminalText.sanitized($0) } ?? "")
  }
}
