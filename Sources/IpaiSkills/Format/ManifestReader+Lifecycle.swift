import IpaiCore
import IpaiYAML

extension ManifestReader {
  /// A value that may be said in several places.
  private struct Saying {
    /// The key with the one above it, for messages.
    let key: String
    let node: YAMLNode
  }

  /// The version; the one of skills that do not say it when it is missing or wrong.
  mutating func version(_ root: YAMLNode) -> SkillVersion {
    let sayings = sayings("version", root)
    guard !sayings.isEmpty else {
      let hint = form == .folder ? "write 'version: \"0.1.0\"' under 'metadata'" : "write it as 'version'"
      warn(nil, "no version is said; it is read as \(SkillVersion.unsaid)", hint: hint)
      return .unsaid
    }
    return agreed(sayings) { reader, text, line throws(IpaiError) in
      let version = try SkillVersion(text)
      if version.description != text {
        reader.warn(line, "the version '\(text)' is read as \(version)", hint: "write \(version)")
      }
      return version
    } ?? .unsaid
  }

  /// The status, `dev` when none is said.
  mutating func status(_ root: YAMLNode) -> SkillStatus {
    agreed(sayings("status", root)) { _, text, _ throws(IpaiError) in try SkillStatus(reading: text) } ?? .dev
  }

  /// The skills that this one needs, whose name is `name`.
  mutating func requires(_ root: YAMLNode, _ name: SkillName?) -> [SkillRequirement] {
    let sayings = sayings("requires", root)
    let requires =
      agreedNode(sayings) { _, saying throws(IpaiError) in try RequirementReader.requirements(saying.node) } ?? []
    if let name, requires.contains(where: { $0.name == name }) {
      error(sayings.first?.node.line, "the skill requires itself", hint: "remove '\(name)' from 'requires'")
    }
    return requires
  }

  /// The places that say a value: those under `metadata`, and the key itself in the single-file form.
  private func sayings(_ key: String, _ root: YAMLNode) -> [Saying] {
    let metadata = root["metadata"]
    var places = [("metadata.\(key)", metadata?[key]), ("metadata.ipai.\(key)", metadata?["ipai.\(key)"])]
    if form == .file { places.insert((key, root[key]), at: 0) }
    return places.compactMap { place in
      guard let node = place.1, !node.isNull else { return nil }
      return Saying(key: place.0, node: node)
    }
  }

  /// The value of the first place, made of its text; an error when another place says something else.
  private mutating func agreed<Value: Equatable>(
    _ sayings: [Saying], _ read: (inout ManifestReader, String, Int) throws(IpaiError) -> Value
  ) -> Value? {
    agreedNode(sayings) { reader, saying throws(IpaiError) in
      guard let text = reader.text(saying.node, saying.key) else { return nil }
      return try read(&reader, text, saying.node.line)
    }
  }

  private mutating func agreedNode<Value: Equatable>(
    _ sayings: [Saying], _ read: (inout ManifestReader, Saying) throws(IpaiError) -> Value?
  ) -> Value? {
    var first: Value?
    for (index, saying) in sayings.enumerated() {
      do {
        let value = try read(&self, saying)
        if index == 0 {
          first = value
        } else if let first, let value, first != value {
          error(saying.node.line, "'\(saying.key)' and '\(sayings[0].key)' differ", hint: "keep one of them")
        }
      } catch {
        self.error(saying.node.line, error)
      }
    }
    return first
  }
}
