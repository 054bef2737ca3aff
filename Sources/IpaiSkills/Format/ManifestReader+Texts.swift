import IpaiYAML

extension ManifestReader {
  private static let maxDescription = 1024
  private static let maxCompatibility = 500

  /// The name, which in the folder form is that of the folder.
  mutating func name(_ node: YAMLNode?, _ folderName: String?) -> SkillName? {
    guard let node, !node.isNull else {
      error(node?.line, "the name is missing", hint: "write 'name: \(folderName ?? "my-skill")'")
      return nil
    }
    guard let text = text(node, "name") else { return nil }
    if let fault = SkillNameFault(text, in: form) {
      error(node.line, fault.problem, hint: fault.hint)
      return nil
    }
    if form == .file, text.utf8.contains(UInt8(ascii: "_")) {
      warn(
        node.line, "the name '\(text)' has an underscore, which a SKILL.md does not allow",
        hint: "use '\(text.replacing("_", with: "-"))'")
    }
    if let folderName, form == .folder, !folderName.utf8.elementsEqual(text.utf8) {
      error(
        node.line, "the name '\(text)' is not that of the folder '\(folderName)'",
        hint: "rename the folder, or write 'name: \(folderName)'")
    }
    return try? SkillName(text, in: form)
  }

  /// What the skill does.
  mutating func description(_ node: YAMLNode?) -> String? {
    let hint = "say what the skill does and when to use it"
    guard let node, !node.isNull else {
      error(node?.line, "the description is missing", hint: hint)
      return nil
    }
    guard let text = text(node, "description") else { return nil }
    if text.isEmpty { error(node.line, "the description is empty", hint: hint) }
    check(text, node, "description", max: Self.maxDescription)
    return text
  }

  /// What the skill needs around it.
  mutating func compatibility(_ node: YAMLNode?) -> String? {
    guard let node, let text = text(node, "compatibility") else { return nil }
    if text.isEmpty { warn(node.line, "'compatibility' is empty", hint: "leave it out") }
    check(text, node, "compatibility", max: Self.maxCompatibility)
    return text
  }

  private mutating func check(_ text: String, _ node: YAMLNode, _ key: String, max: Int) {
    if let control = text.unicodeScalars.first(where: Self.isForbidden) {
      error(
        node.line, "'\(key)' has the control character \(Self.code(control))",
        hint: "remove it: only spaces, tabs and line ends may stand between the words")
    }
    let count = text.unicodeScalars.count
    if count > max {
      error(node.line, "'\(key)' has \(count) characters; at most \(max) are allowed", hint: "shorten it")
    }
  }

  /// True for a control character that is not white space: terminals obey some of them.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && !["\t", "\n", "\r"].contains(scalar)
  }

  /// A character as the Unicode standard names it: U+0007.
  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The names of tools, which stand with spaces between them.
  mutating func tools(_ node: YAMLNode?) -> [String] {
    guard let node, !node.isNull else { return [] }
    let hint = "write them in one line with spaces between them: Bash(git:*) Read"
    if let nodes = node.sequence {
      if form == .folder { warn(node.line, "'allowed-tools' should be text, not a list", hint: hint) }
      return nodes.compactMap { text($0, "allowed-tools") }.filter { !$0.isEmpty }
    }
    guard let text = text(node, "allowed-tools") else { return [] }
    let tools = ToolNames.split(text)
    if tools.hasCommas { warn(node.line, "'allowed-tools' has commas between its names", hint: hint) }
    return tools.names
  }
}
