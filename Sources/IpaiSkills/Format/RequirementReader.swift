import IpaiCore
import IpaiYAML

/// Reads which other skills a skill needs.
enum RequirementReader {
  /// The requirements in a text, a list of texts or mappings, or a mapping from names to ranges. Throws
  /// `IpaiError(.usage)`.
  static func requirements(_ node: YAMLNode) throws(IpaiError) -> [SkillRequirement] {
    let requirements: [SkillRequirement]
    switch node.value {
    case .scalar(let scalar): requirements = try self.requirements(scalar.text)
    case .sequence(let nodes):
      var list: [SkillRequirement] = []
      for node in nodes { list += try element(node) }
      requirements = list
    case .mapping(let entries):
      var list: [SkillRequirement] = []
      for entry in entries { list.append(try requirement(entry.key, range(entry.value))) }
      requirements = list
    }
    try checkNames(requirements)
    return requirements
  }

  /// The requirements in a text such as `other-skill ^1.2, third >=2.0`. Throws `IpaiError(.usage)`.
  static func requirements(_ text: String) throws(IpaiError) -> [SkillRequirement] {
    if text.trimmed.isEmpty { return [] }
    var requirements: [SkillRequirement] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard let name = words.first else { throw failure("'requires' has a comma too many") }
      requirements.append(try requirement(String(name), words.count > 1 ? String(words[1]) : "*"))
    }
    return requirements
  }

  /// An element of a list: a text, or a mapping with `name` and `version`.
  private static func element(_ node: YAMLNode) throws(IpaiError) -> [SkillRequirement] {
    if let scalar = node.scalar { return try requirements(scalar.text) }
    guard let name = node["name"]?.scalar?.text else {
      throw failure("an element of 'requires' must be text or have a 'name'")
    }
    guard let version = node["version"] ?? node["range"] else { return [try requirement(name, "*")] }
    return [try requirement(name, range(version))]
  }

  private static func range(_ node: YAMLNode) throws(IpaiError) -> String {
    guard let scalar = node.scalar else { throw failure("a range of versions must be text, not \(node.value.name)") }
    return scalar.kind == .null ? "*" : scalar.text
  }

  private static func requirement(_ name: String, _ range: String) throws(IpaiError) -> SkillRequirement {
    do {
      return SkillRequirement(try SkillName(name), try VersionRange(range))
    } catch {
      throw failure("'requires': \(error.message)", hint: error.hint)
    }
  }

  private static func checkNames(_ requirements: [SkillRequirement]) throws(IpaiError) {
    var names: Set<SkillName> = []
    for requirement in requirements where !names.insert(requirement.name).inserted {
      throw failure("'requires' names '\(requirement.name)' more than once")
    }
  }

  private static func failure(_ message: String, hint: String? = nil) -> IpaiError {
    IpaiError(.usage, message, hint: hint ?? "write it as 'other-skill ^1.2, third >=2.0'")
  }
}
