import Foundation
package import IpaiCore

/// A skill as it was read: its files, what it says of itself, and what was found.
package struct SkillPackage: Sendable {
  /// Where it was read from; empty when it did not come from disk.
  package let path: String
  /// Its form.
  package let form: SkillForm
  /// Its files.
  package let tree: SkillTree
  /// What identifies its content.
  package let digest: SkillDigest
  /// What it says of itself; nil when that cannot be read or has an error.
  package let manifest: SkillManifest?
  /// What was found.
  package let validation: SkillValidation

  /// Reads the skill at a path: a folder, the `SKILL.md` in it, or a single file.
  ///
  /// What is wrong with the skill is in `validation`. Throws `IpaiError` only when there is nothing to read at the path.
  package static func read(_ path: String, limits: SkillLimits = .standard) throws(IpaiError) -> SkillPackage {
    SkillPackage(try SkillSource(path, limits: limits))
  }

  /// Reads what files from disk say.
  package init(_ source: SkillSource) {
    self.init(
      source.tree, form: source.form, folderName: source.folderName, path: source.path, findings: source.findings)
  }

  /// Reads what a tree says of itself. In the folder form the name has to be `folderName`; nil takes any.
  /// `findings` are those that were made before.
  package init(
    _ tree: SkillTree, form: SkillForm, folderName: String?, path: String = "", findings: [SkillFinding] = []
  ) {
    self.path = path
    self.form = form
    self.tree = tree
    digest = tree.digest
    var reader = SkillReader(tree, form: form, folderName: folderName, isComplete: findings.isEmpty)
    reader.read()
    manifest = reader.manifest
    validation = SkillValidation(findings + reader.findings)
  }

  /// The manifest of a skill without errors. Throws `IpaiError(.conflict)` that tells the first error.
  package func accepted() throws(IpaiError) -> SkillManifest {
    if let failure = validation.failure(in: path) { throw failure }
    guard let manifest else { throw IpaiError(.internal, "\(path): the skill has no manifest and no error") }
    return manifest
  }

  /// The status that its main file says, also where something is wrong with the skill; nil where it says none.
  package var statedStatus: SkillStatus? { manifest?.status ?? StatusLines.status(in: tree) }

  /// The text of which search and embedding make use: the instructions below the front matter of a `SKILL.md`; in the
  /// single-file form all of it.
  package var body: String {
    guard form == .folder else { return tree.files.first.map { String(decoding: $0.content, as: UTF8.self) } ?? "" }
    return tree.mainFile?.content.withUnsafeBytes { bytes in
      (try? FrontMatter(bytes)).map { String(decoding: $0.body, as: UTF8.self) }
    } ?? ""
  }
}
