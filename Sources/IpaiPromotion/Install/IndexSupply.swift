import IpaiCore
package import IpaiSkills

/// Skills from an index, of ipai or of another program.
package actor IndexSupply: SkillSupply {
  private let source: any IndexPlace
  private var known: DiscoveryIndex?

  /// Skills from the index at a place.
  package init(_ source: any IndexPlace) {
    self.source = source
    place = source.place
  }

  package nonisolated let place: String

  private func index() async throws -> DiscoveryIndex {
    if let known { return known }
    let index = try DiscoveryIndex.read(try await source.index(), place: place)
    known = index
    return index
  }

  package func offer(_ wanted: WantedSkill) async throws -> OfferedSkill {
    let entries = try await index().skills.filter { $0.name == wanted.name }
    guard let entry = entries.first else {
      throw IpaiError(.notFound, "there is no skill '\(wanted.name)' in \(place)")
    }
    guard entries.count == 1 else { throw IpaiError(.conflict, "\(place) lists the skill '\(wanted.name)' twice") }
    guard let details = entry.ipai else {
      guard wanted.choice == .inForce else {
        throw IpaiError(
          .notFound, "\(place) names no versions of '\(wanted.name)'", hint: "leave out what follows the name")
      }
      return try sound(
        OfferedSkill(
          name: entry.name, version: nil, status: nil, digest: nil, url: entry.url, kind: entry.type,
          artifact: entry.digest))
    }
    let version =
      switch wanted.choice {
      case .inForce: details.version
      case .label(let label): details.labels[label.rawValue]
      case .version(let version): version
      }
    guard let version, let found = details.versions.first(where: { $0.version == version }) else {
      throw missing(wanted)
    }
    return try sound(
      OfferedSkill(
        name: entry.name, version: found.version, status: SkillStatus(rawValue: found.status)?.rawValue,
        digest: found.digest, url: found.url,
        kind: found.type, artifact: found.artifact, files: version == details.version ? details.files : nil))
  }

  private func sound(_ offered: OfferedSkill) throws -> OfferedSkill {
    for digest in [offered.artifact, offered.digest].compactMap({ $0 }) where !BytesDigest.isOne(digest) {
      throw IpaiError(.conflict, "the index of \(place) has the digest '\(digest.prefix(80))', which is none")
    }
    return offered
  }

  package func tree(of offered: OfferedSkill) async throws -> SkillTree {
    guard let url = offered.url, let kind = offered.kind, let digest = offered.artifact else {
      throw IpaiError(.internal, "an index offers '\(offered.name)' without an artifact")
    }
    let content = try await source.artifact(url, limit: SkillArtifact.mostBytes())
    let found = BytesDigest.of(content)
    guard found == digest else {
      throw IpaiError(
        .conflict,
        "the artifact of '\(offered.name)' in \(place) has the digest \(found), and the index says \(digest)",
        hint: "nothing was installed; ask whoever runs the registry")
    }
    do { return try SkillArtifact.tree(in: content, kind) } catch let error as IpaiError {
      throw IpaiError(error.code, "'\(offered.name)' of \(place): \(error.message)", hint: error.hint)
    }
  }
}
