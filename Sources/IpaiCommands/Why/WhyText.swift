import IpaiActions
import IpaiCore
import IpaiSkills

/// Why lines are as they are, for people.
struct WhyText {
  let theme: Theme

  /// The commits with the conversations about them, then what else is known.
  func text(_ answer: WhyAnswer) -> String {
    var lines = [head(answer)]
    for commit in answer.commits { lines += commitLines(commit) }
    let others = answer.commitCount - answer.commits.count
    if others > 0 { lines.append(theme.dim("and \(Count.text(others, "other commit"))")) }
    lines += section("about the file", answer.conversations.flatMap(conversationLines))
    lines += section("skills in use then", answer.skills.map(skillLine))
    lines += section("commits like the first one", answer.related.map(relatedLine))
    return lines.joined(separator: "\n") + "\n"
  }

  private func head(_ answer: WhyAnswer) -> String {
    var place = answer.path
    if let first = answer.firstLine, let last = answer.lastLine {
      place += first == last ? ":\(first)" : ":\(first)-\(last)"
    }
    var text = theme.bold(TerminalText.sanitized(place)) + ": \(Count.text(answer.lines, "line"))"
    if answer.commitCount > 0 { text += " from \(Count.text(answer.commitCount, "commit"))" }
    if answer.uncommittedLines > 0 { text += ", \(answer.uncommittedLines) not committed yet" }
    return text
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return ["", theme.dim(title)] + lines
  }

  private func commitLines(_ commit: WhyAnswer.Commit) -> [String] {
    let id = String(commit.commit.prefix(10))
    var head = "\(theme.id(id))  \(theme.dim(commit.authored.day))  \(TerminalText.sanitized(commit.author.name))"
    head += "  \(theme.dim(Count.text(commit.lines, "line")))"
    var lines = ["", head, "    " + TerminalText.sanitized(commit.subject)]
    if let path = commit.path { lines.append("    " + theme.dim("as \(TerminalText.sanitized(path))")) }
    if commit.isBoundary == true {
      lines.append("    " + theme.dim("the history of this clone ends here: the lines may be older"))
    }
    return lines + commit.conversations.flatMap(conversationLines)
  }

  private func conversationLines(_ about: LinkedConversation) -> [String] {
    let relations = about.relations.joined(separator: ", ")
    var lines = [
      "    \(theme.dim(about.date.day))  \(TerminalText.sanitized("\(relations) in \(about.sessionID): \(about.title)"))"
    ]
    if let excerpt = about.excerpt, excerpt != about.title {
      lines.append("      " + theme.dim(TerminalText.sanitized(excerpt)))
    }
    return lines
  }

  private func skillLine(_ skill: WhyAnswer.Skill) -> String {
    let name = "    \(TerminalText.sanitized(skill.name))"
    guard let version = skill.version, let status = skill.status else {
      return name + theme.dim(" (not in the registry then)")
    }
    return name + " \(TerminalText.sanitized(version)) (\(status.rawValue))"
  }

  private func relatedLine(_ related: WhyAnswer.Related) -> String {
    let id = String(related.commit.prefix(10))
    return "    \(theme.id(id))  \(theme.dim(related.date.day))  \(TerminalText.sanitized(related.subject))"
  }
}
