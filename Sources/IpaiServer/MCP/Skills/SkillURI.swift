import Foundation

/// The addresses of skills and of their files (Skills Extension, SEP-2640: `skill://NAME/PATH`).
enum SkillURI {
  /// The file that every skill has.
  static let mainFile = "SKILL.md"
  private static let allowed = CharacterSet.urlPathAllowed

  /// The address of a file of a skill.
  static func of(_ name: String, _ path: String = mainFile) -> String {
    "skill://\(name)/" + (path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)
  }

  /// The name of the skill whose main file is at an address; nil for any other address.
  static func skill(_ uri: String) -> String? {
    guard uri.hasPrefix("skill://"), uri.hasSuffix("/" + mainFile) else { return nil }
    let name = uri.dropFirst("skill://".count).dropLast(mainFile.count + 1)
    return name.isEmpty || name.contains("/") ? nil : String(name)
  }
}
