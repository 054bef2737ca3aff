import Foundation

/// What identifies the content of a skill: the sha256 of its canonical form, which has one line for each file, sorted by the
/// bytes of the paths:
///
///     <mode> <sha256 of the content>  <path>\n
///
/// The mode is 755 when the owner may run the file and 644 otherwise; the digest of the content is written in lower-case
/// hexadecimal digits, two spaces follow it, and the path is relative to the skill's folder. Its lines are those of
/// `sha256sum` with the mode in front.
package struct SkillDigest: Hashable, Sendable {
  /// The digest in 64 lower-case hexadecimal digits.
  package let hexadecimal: String

  /// The digest of a tree.
  package init(of tree: SkillTree) {
    hexadecimal = ContentDigest.sha256(Data(Self.canonicalForm(of: tree).utf8))
  }

  /// The digest of what may never change once a version is released: that of a tree without the lines that give the status.
  package init(releaseOf tree: SkillTree) {
    self.init(of: StatusLines.removed(from: tree))
  }

  /// A digest from `sha256:` and 64 digits, or from the digits alone; nil when the text is something else.
  package init?(_ text: String) {
    let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    guard digits.utf8.count == 64, digits.utf8.allSatisfy(Self.isDigit) else { return nil }
    hexadecimal = digits
  }

  /// The text of which the digest is the sha256.
  package static func canonicalForm(of tree: SkillTree) -> String {
    var text = ""
    for file in tree.files { text += "\(file.mode) \(file.sha256)  \(file.path)\n" }
    return text
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
  }
}

extension SkillDigest: CustomStringConvertible {
  /// The digest as it is shown: `sha256:` and the digits.
  package var description: String { "sha256:" + hexadecimal }
}
