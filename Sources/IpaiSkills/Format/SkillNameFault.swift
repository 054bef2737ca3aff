import IpaiCore

/// The rule that the name of a skill breaks.
struct SkillNameFault {
  /// What is wrong: `the name 'a/b' holds '/'`.
  let problem: String
  let hint: String?

  private static let hint = "use a-z, 0-9 and single hyphens, such as 'release-notes'"

  /// The first fault of a name; nil when it has none.
  init?(_ text: String, in form: SkillForm) {
    guard let problem = Self.problem(text, form) else { return nil }
    self.problem = problem
    hint = Self.hint
  }

  private static func problem(_ text: String, _ form: SkillForm) -> String? {
    if text.isEmpty { return "the name is empty" }
    let shown = text.unicodeScalars.count > 80 ? "\(String(text.unicodeScalars.prefix(80)))…" : text
    if let scalar = text.unicodeScalars.first(where: { !isAllowed($0, form) }) {
      return "the name \(ShellWord.quoted(shown).inQuotes) holds \(describe(scalar))"
    }
    if text.utf8.count > SkillName.maxLength {
      return "the name '\(shown)' has \(text.utf8.count) characters; at most \(SkillName.maxLength) are allowed"
    }
    if text.hasPrefix("-") || text.hasSuffix("-") { return "the name '\(text)' starts or ends with a hyphen" }
    if text.contains("--") { return "the name '\(text)' has two hyphens in a row" }
    return nil
  }

  private static func isAllowed(_ scalar: Unicode.Scalar, _ form: SkillForm) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": true
    case "_": form == .file
    default: false
    }
  }

  private static func describe(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "_": return "an underscore, which a SKILL.md does not allow"
    case "A"..."Z": return "the capital letter '\(scalar)'"
    case " ": return "a space"
    case "!"..."~": return "'\(scalar)'"
    default: break
    }
    let code = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let name = scalar.properties.name.map { " (\($0))" } ?? ""
    guard let twin = LookalikeLetters.twin(of: scalar) else { return "\(number)\(name)" }
    return "\(number)\(name), which only looks like '\(twin)'"
  }
}

extension String {
  /// The text in quotes; a word that a shell would need quotes for has them already.
  fileprivate var inQuotes: String { hasPrefix("'") || hasPrefix("$'") ? self : "'\(self)'" }
}
