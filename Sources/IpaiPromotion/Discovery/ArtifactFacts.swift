import IpaiSkills

/// What an index has to know of the files of a version. It depends on the files alone, whose digest is the key under
/// which it is kept.
package struct ArtifactFacts: Sendable {
  /// What the artifact is.
  package let kind: SkillArtifact.Kind
  /// The sha256 of the artifact: `sha256:` and 64 digits.
  package let digest: String
  /// What the skill does.
  let description: String
  /// The files.
  let files: [DiscoveredFile]

  /// What is known of a tree and its artifact.
  init(_ tree: SkillTree, _ artifact: SkillArtifact, description: String) {
    kind = artifact.kind
    digest = artifact.digest
    self.description = description
    files = tree.files.map(DiscoveredFile.init)
  }

  /// The name of the file with the artifact.
  package var name: String { digest.dropFirst("sha256:".count) + kind.ending }
  /// Where the artifact is, seen from the index.
  var url: String { "\(DiscoveryIndex.artifacts)/\(name)" }
}
