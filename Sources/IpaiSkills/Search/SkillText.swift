/// The text of a skill that is embedded.
enum SkillText {
  /// Its name in words, and its description.
  static func embedded(_ manifest: SkillManifest) -> String {
    let name = manifest.name.text.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return name + "\n" + manifest.description
  }
}
