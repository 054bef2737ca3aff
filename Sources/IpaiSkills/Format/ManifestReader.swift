import IpaiCore
import IpaiYAML

/// Reads the manifest of a skill from its parsed text, and notes what is wrong with it.
struct ManifestReader {
  let form: SkillForm
  /// The path of the file within the skill, for findings.
  let file: String
  /// What was found so far.
  private(set) var findings: [SkillFinding] = []

  init(form: SkillForm, file: String) {
    self.form = form
    self.file = file
  }

  /// The manifest in a mapping; nil when there was an error. `folderName` is what the name has to be equal to.
  mutating func manifest(_ root: YAMLNode, folderName: String?) -> SkillManifest? {
    guard let entries = root.mapping else {
      error(root.line, "\(subject) must be 'key: value' lines, not \(root.value.name)")
      return nil
    }
    let name = name(root["name"], folderName)
    let description = description(root["description"])
    let metadata = metadata(root["metadata"])
    let version = version(root)
    let status = status(root)
    let requires = requires(root, name)
    let license = text(root["license"], "license")
    let compatibility = compatibility(root["compatibility"])
    let tools = tools(root["allowed-tools"] ?? (form == .file ? root["allowed_tools"] : nil))
    let others = others(entries)
    guard !findings.contains(where: { $0.severity == .error }), let name, let description else { return nil }
    return SkillManifest(
      name: name, version: version, description: description, status: status, license: license,
      compatibility: compatibility, allowedTools: tools, metadata: metadata, requires: requires, others: others)
  }

  /// The manifest as messages call it.
  private var subject: String { form == .folder ? "the front matter" : "the file" }

  mutating func error(_ line: Int?, _ message: String, hint: String? = nil) {
    findings.append(SkillFinding(.error, file: file, line: line, message, hint: hint))
  }

  mutating func error(_ line: Int?, _ error: IpaiError) { self.error(line, error.message, hint: error.hint) }

  mutating func warn(_ line: Int?, _ message: String, hint: String? = nil) {
    findings.append(SkillFinding(.warning, file: file, line: line, message, hint: hint))
  }

  /// The text of a value without white space around it; nil when it is not there, null or no text.
  mutating func text(_ node: YAMLNode?, _ key: String) -> String? {
    guard let node, !node.isNull else { return nil }
    guard let scalar = node.scalar else {
      error(node.line, "'\(key)' must be text, not \(node.value.name)")
      return nil
    }
    return scalar.text.trimmed
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[start...end])
  }
}
