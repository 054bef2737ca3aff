import IpaiActions
import IpaiSearch
import IpaiSkills

/// A skill that was found, for people.
struct FoundSkillText {
  let theme: Theme
  let explains: Bool
  /// True when the words that matched stand in brackets.
  var marks = false

  /// The name, the version and the status, and the line that matched.
  func text(_ found: FoundSkill) -> String {
    let head = [theme.id(TerminalText.sanitized(found.skill)), found.version, theme.dim(found.status.rawValue)]
    var lines = [head.joined(separator: "  ")]
    let room = theme.width.map { $0 - 4 }
    let line = found.match?.field == "name" ? nil : found.match
    lines.append(
      "    "
        + MatchedText(theme: theme, marks: marks).text(line?.text ?? found.description, line?.words ?? [], room: room))
    if explains {
      let explanation = ScoreText.lines(found.score, found.components, found.similarity, found.terms)
      lines += explanation.map { "    " + theme.dim($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
