import IpaiSkills

/// What is wrong with a skill, for people.
struct SkillFindingText {
  let theme: Theme

  /// A finding in the form of compilers, and a line that says what to do about it.
  func text(_ finding: SkillFinding, in path: String) -> String {
    var place = path
    if !finding.file.isEmpty && !path.hasSuffix("/" + finding.file) { place += "/" + finding.file }
    if let line = finding.line { place += ":\(line)" }
    let severity = finding.severity.rawValue
    var text = "\(theme.id(TerminalText.sanitized(place))): \(severity): \(TerminalText.sanitized(finding.message))\n"
    if let hint = finding.hint { text += theme.dim("    \(TerminalText.sanitized(hint))") + "\n" }
    return text
  }
}
