import IpaiCore
package import IpaiSkills

/// A version of a skill that can be had, and what its files have to be.
package struct OfferedSkill: Equatable, Sendable {
  /// The name of the skill.
  package var name: String
  /// The version; nil where an index of another program names none.
  package var version: String?
  /// Where it is in its life; nil where nobody says.
  package var status: String?
  /// The digest of its files: `sha256:` and 64 digits; nil where only the artifact has one.
  package var digest: String?
  /// Where the artifact is, seen from the index; nil where the files are in a store.
  package var url: String?
  /// What the artifact is.
  package var kind: SkillArtifact.Kind?
  /// The sha256 of the artifact: `sha256:` and 64 digits.
  package var artifact: String?
  /// The files; nil where nobody lists them.
  package var files: [DiscoveredFile]?

  /// A version with its parts.
  package init(
    name: String, version: String?, status: String?, digest: String?, url: String? = nil,
    kind: SkillArtifact.Kind? = nil, artifact: String? = nil, files: [DiscoveredFile]? = nil
  ) {
    self.name = name
    self.version = version
    self.status = status
    self.digest = digest
    self.url = url
    self.kind = kind
    self.artifact = artifact
    self.files = files
  }

  /// What a tree says of itself, when it is the one that was offered. Throws `IpaiError(.conflict)` for any other tree,
  /// for one that is no skill, and for a skill of another name. `place` is where it came from.
  package func checked(_ tree: SkillTree, from place: String) throws -> SkillManifest {
    let what = [name, version].compactMap { $0 }.joined(separator: " ")
    if let digest, tree.digest.description != digest {
      throw IpaiError(
        .conflict,
        "\(what) of \(place) is not what was promoted: its digest is \(tree.digest), and has to be \(digest)",
        hint: Self.hint)
    }
    if let files { try check(tree, files, what, place) }
    if let clash = SkillPath.clashes(tree.files).first {
      throw IpaiError(.conflict, "\(what) of \(place): \(clash.file): \(clash.message)", hint: Self.clashHint)
    }
    let package = SkillPackage(tree, form: .folder, folderName: name, path: "\(what) of \(place)")
    let manifest = try package.accepted()
    guard manifest.name.text == name else {
      throw IpaiError(.conflict, "\(what) of \(place) calls itself '\(manifest.name.text)'", hint: Self.hint)
    }
    if let version, manifest.version.description != version {
      throw IpaiError(.conflict, "\(what) of \(place) says that it is \(manifest.version)", hint: Self.hint)
    }
    return manifest
  }

  private func check(_ tree: SkillTree, _ files: [DiscoveredFile], _ what: String, _ place: String) throws {
    let found = Dictionary(tree.files.map { ($0.path, DiscoveredFile($0)) }, uniquingKeysWith: { first, _ in first })
    let wanted = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    guard found != wanted else { return }
    let paths = Set(found.keys).union(wanted.keys).sorted()
    let path = paths.first { found[$0] != wanted[$0] } ?? ""
    throw IpaiError(
      .conflict, "the file \(path) of \(what) of \(place) has another digest than is listed", hint: Self.hint)
  }

  private static let clashHint =
    "nothing was installed, since some systems cannot hold these beside each other; ask whoever made the skill"
  private static let hint = "nothing was installed; ask whoever runs the registry, who can run: ipai promote verify"
}
