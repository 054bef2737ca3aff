import Foundation
import IpaiCore
import IpaiSecrets
import IpaiSkills

/// Looks for secrets in the files of a skill, which everybody would get.
enum SecretCheck {
  /// Throws `IpaiError(.conflict)` that names the first file with a secret, its line and the rule, and never the secret.
  static func check(_ tree: SkillTree, in path: String) throws(IpaiError) {
    for file in tree.files {
      let text = text(of: file)
      guard let place = SecretScanner.places(in: text).first else { continue }
      throw IpaiError(
        .conflict, "\(path)/\(file.path):\(place.line) seems to hold a secret (\(place.ruleID))",
        hint: "take it out, or say that it is none with --allow-secrets NAME")
    }
  }

  /// What a file says, whatever encoding it has.
  private static func text(of file: SkillFile) -> String {
    let mark = Array(file.content.prefix(2))
    if mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF], let text = String(data: file.content, encoding: .utf16) {
      return text
    }
    return String(decoding: file.content, as: UTF8.self)
  }
}
