import IpaiSearch

/// The terms of a skill, as they are indexed.
struct SkillWords {
  /// Those of the name.
  var name = ""
  /// Those of the description.
  var description = ""
  /// Those of the body.
  var body = ""

  /// How many bytes of the body can be found.
  private static let maxBytes = 64 << 10

  /// The terms of skills, in their order. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  static func of(_ skills: [SkillAddition]) throws -> [SkillWords] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    return skills.map { skill in
      SkillWords(
        name: terms(skill.manifest.name.text, analyzer), description: terms(skill.manifest.description, analyzer),
        body: terms(String(decoding: skill.package.body.utf8.prefix(maxBytes), as: UTF8.self), analyzer))
    }
  }

  private static func terms(_ text: String, _ analyzer: TextAnalyzer) -> String {
    var copy = text
    var terms: [UInt8] = []
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &terms)
      analyzer.appendIdentifiers(of: bytes, to: &terms)
    }
    return String(decoding: terms, as: UTF8.self)
  }
}
