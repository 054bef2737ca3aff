package import Foundation
import IpaiCore
package import IpaiSkills

/// A skill as it is handed over: one file with all of it (Agent Skills Discovery 0.2.0).
package struct SkillArtifact: Equatable, Sendable {
  /// What the file is.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// The `SKILL.md` itself, of a skill that is nothing else.
    case skillMarkdown = "skill-md"
    /// A `.tar.gz` with the files, `SKILL.md` at its root.
    case archive

    /// What names of such files end with.
    package var ending: String { self == .archive ? ".tar.gz" : ".md" }
    /// The media type.
    package var mediaType: String { self == .archive ? "application/gzip" : "text/markdown; charset=utf-8" }
  }

  /// What it is.
  package let kind: Kind
  /// Its bytes.
  package let content: Data
  /// The sha256 of its bytes: `sha256:` and 64 digits.
  package let digest: String

  /// What the name of a `SKILL.md` is.
  private static let mainFile = "SKILL.md"

  /// The artifact of a tree. Throws `IpaiError(.internal)`.
  package init(of tree: SkillTree) throws {
    if tree.files.count == 1, let file = tree.files.first, file.path == Self.mainFile, !file.isExecutable {
      kind = .skillMarkdown
      content = file.content
    } else {
      kind = .archive
      content = try Gzip.compressed(TarWriter.archive(of: tree))
    }
    digest = BytesDigest.of(content)
  }

  /// The most bytes of an artifact that is read.
  package static func mostBytes(_ limits: SkillLimits = .standard) -> Int { limits.treeBytes + archiveOverhead(limits) }

  /// What headers, names and the ends of blocks take at most.
  private static func archiveOverhead(_ limits: SkillLimits) -> Int { limits.entries * 2_048 }

  /// The tree in an artifact of somebody else. Throws `IpaiError(.conflict)` for what is not a skill's.
  package static func tree(
    in content: Data, _ kind: Kind, limits: SkillLimits = .standard
  ) throws -> SkillTree {
    switch kind {
    case .skillMarkdown:
      guard content.count <= limits.fileBytes else {
        throw IpaiError(.conflict, "the SKILL.md is larger than \(ByteCount.text(limits.fileBytes))")
      }
      return SkillTree([SkillFile(path: mainFile, content: content)])
    case .archive:
      guard content.starts(with: [0x1F, 0x8B]) else {
        throw IpaiError(.conflict, "the archive is not a .tar.gz, which is the only kind that ipai reads")
      }
      let archive = try Gzip.expanded(content, limit: mostBytes(limits))
      let tree = SkillTree(try TarReader.files(in: archive, limits: limits))
      guard tree.mainFile != nil else { throw IpaiError(.conflict, "the archive has no SKILL.md at its root") }
      return tree
    }
  }
}
