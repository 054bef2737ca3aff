import IpaiYAML

extension ManifestReader {
  private static let keys: Set<String> = [
    "name", "description", "license", "compatibility", "allowed-tools", "metadata",
  ]
  private static let keysOfFiles: Set<String> = ["version", "status", "requires", "allowed_tools"]

  /// The metadata as text.
  mutating func metadata(_ node: YAMLNode?) -> [String: String] {
    guard let node, !node.isNull else { return [:] }
    guard let entries = node.mapping else {
      error(node.line, "'metadata' must be a mapping, not \(node.value.name)", hint: "write 'key: \"value\"' lines")
      return [:]
    }
    var metadata: [String: String] = [:]
    for entry in entries { metadata[entry.key] = value(entry) }
    return metadata
  }

  private mutating func value(_ entry: YAMLEntry) -> String? {
    guard form == .folder else { return entry.value.scalar?.text ?? entry.value.json }
    guard let scalar = entry.value.scalar else {
      let hint = entry.key.hasSuffix("requires") ? "write it as text: \"other-skill ^1.2, third >=2.0\"" : "quote it"
      error(entry.line, "metadata '\(entry.key)' must be text, not \(entry.value.value.name)", hint: hint)
      return nil
    }
    if scalar.kind != .string {
      warn(
        entry.line, "metadata '\(entry.key)' is \(scalar.kind.name) to other programs; it should be text",
        hint: "put quotes around it: \"\(scalar.text)\"")
    }
    return scalar.text
  }

  /// The keys that are not ours, as JSON text.
  mutating func others(_ entries: [YAMLEntry]) -> [String: String] {
    var others: [String: String] = [:]
    for entry in entries where !Self.keys.contains(entry.key) {
      if form == .file && Self.keysOfFiles.contains(entry.key) { continue }
      others[entry.key] = entry.value.json
      if form == .folder { warnOfKey(entry) }
    }
    return others
  }

  private mutating func warnOfKey(_ entry: YAMLEntry) {
    let similar = entry.key.lowercased().replacing("_", with: "-")
    let hint: String
    if ["version", "status", "requires"].contains(entry.key) {
      hint = "write it under 'metadata'; here it is not read"
    } else if Self.keys.contains(similar) {
      hint = "write '\(similar)'"
    } else {
      hint = "move it under 'metadata' unless your agent needs it here; it is kept"
    }
    warn(entry.line, "'\(entry.key.prefix(80))' is not a key of the Agent Skills format", hint: hint)
  }
}
