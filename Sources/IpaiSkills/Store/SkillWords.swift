import IpaiSearch

/// The terms of a skill, as they are indexed.
package struct SkillWords: Sendable {
  /// Those of the name.
  var name = ""
  /// Those of the description.
  var description = ""
  /// Those of the body.
  var body = ""

  /// How many bytes of the body can be found.
  private static let maxBytes = 64 << 10

  /// The terms of skills, in their order. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package static func of(_ skills: [SkillAddition]) throws -> [SkillWords] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    return skills.map { words($0.manifest, $0.package, analyzer) }
  }

  /// The terms of the latest version of a skill. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  static func of(_ record: CopiedSkill) throws -> SkillWords {
    guard let latest = record.latest else { return SkillWords() }
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    let package = SkillPackage(latest.tree, form: latest.stored.form, folderName: record.name)
    return words(latest.manifest, package, analyzer)
  }

  private static func words(
    _ manifest: SkillManifest, _ package: SkillPackage, _ analyzer: TextAnalyzer
  ) -> SkillWords {
    SkillWords(
      name: terms(manifest.name.text, analyzer), description: terms(manifest.description, analyzer),
      body: terms(String(decoding: package.body.utf8.prefix(maxBytes), as: UTF8.self), analyzer))
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
