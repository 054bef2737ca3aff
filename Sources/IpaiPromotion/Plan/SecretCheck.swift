import IpaiCore
import IpaiSecrets
import IpaiSkills

/// Looks for secrets in the files of a skill, which everybody would get.
enum SecretCheck {
  /// Throws `IpaiError(.conflict)` that names the first file with a secret, its line and the rule, and never the secret.
  static func check(_ tree: SkillTree, in path: String) throws(IpaiError) {
    for file in tree.files {
      guard let text = String(validating: file.content, as: UTF8.self) else { continue }
      guard let place = SecretScanner.places(in: text).first else { continue }
      throw IpaiError(
        .conflict, "\(path)/\(file.path):\(place.line) seems to hold a secret (\(place.ruleID))",
        hint: "take it out, or say that it is none with --allow-secrets NAME")
    }
  }
}
