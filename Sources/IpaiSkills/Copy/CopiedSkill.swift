import Foundation
import IpaiCore

/// A skill with everything that a store has of it.
package struct CopiedSkill: CopiedRecord, Equatable {
  /// A version with its files.
  package struct Version: Sendable, Equatable {
    package let stored: StoredSkill
    package let manifest: SkillManifest
    package let tree: SkillTree
  }

  /// Its name.
  package let name: String
  /// All versions, in the order in which they were added.
  package let versions: [Version]
  /// The moves of all versions, oldest first.
  package let history: [SkillStatusChange]

  /// The version that was added or synchronized last; nil for a skill without versions.
  var latest: Version? { versions.first { $0.stored.isLatest } }

  /// Of every version and of the files themselves, not of the digest that was stored for them.
  package var checksum: String {
    var lines = versions.map { version -> String in
      let stored = version.stored
      let manifest = (try? version.manifest.json()) ?? ""
      let facts = [
        stored.version, stored.status.rawValue, stored.digest, version.tree.digest.description, stored.form.rawValue,
        "\(stored.isLatest)", "\(stored.added.seconds)", "\(stored.updated.seconds)", stored.source ?? "", manifest,
      ]
      return facts.joined(separator: "\u{0}")
    }
    lines.sort()
    lines += history.map { change in
      let facts = [
        change.version, change.from?.rawValue ?? "", change.to.rawValue, change.digest, change.by,
        "\(change.date.seconds)", change.reason,
      ]
      return facts.joined(separator: "\u{0}")
    }
    return ContentDigest.sha256(Data(lines.joined(separator: "\u{1}").utf8))
  }
}

extension CopiedSkill {
  /// A skill is never mixed with another one.
  package func conflict(with other: CopiedSkill) -> String? {
    for version in versions {
      let stored = version.stored
      guard let theirs = other.versions.first(where: { $0.stored.version == stored.version })?.stored else {
        return "it is there without version \(stored.version)"
      }
      if theirs.digest != stored.digest { return "version \(stored.version) is there with other content" }
      if theirs.status != stored.status {
        return "version \(stored.version) is \(theirs.status.rawValue) there, and \(stored.status.rawValue) here"
      }
    }
    if other.versions.count > versions.count { return "it is there with more versions" }
    return "it is there with the same content, but with another history or source"
  }
}

extension SkillStore {
  /// Everything of a skill; nil when there is none. Throws `IpaiError`.
  package func record(of name: String) async throws -> CopiedSkill? {
    do {
      var versions: [CopiedSkill.Version] = []
      // They come with the latest first, and of those that were added in the same second the last one first.
      for stored in try await self.versions(of: name).reversed().sorted(by: { $0.added < $1.added }) {
        versions.append(
          CopiedSkill.Version(
            stored: stored, manifest: try await manifest(of: name, version: stored.version),
            tree: try await tree(of: name, version: stored.version)))
      }
      return CopiedSkill(name: name, versions: versions, history: try await history(of: name))
    } catch let error as IpaiError where error.code == .notFound {
      return nil
    }
  }
}
