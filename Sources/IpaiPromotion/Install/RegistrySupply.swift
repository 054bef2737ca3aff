import IpaiCore
package import IpaiSkills

/// Skills from a registry in a database: what was promoted, and nothing else that the database may hold.
package struct RegistrySupply: SkillSupply {
  private let registry: any PromotionRegistry

  /// Skills from `registry`.
  package init(_ registry: any PromotionRegistry) { self.registry = registry }

  package var place: String { registry.place }

  package func offer(_ wanted: WantedSkill) async throws -> OfferedSkill {
    let state = try await registry.state([wanted.name])
    let version: PromotedVersion?
    switch wanted.choice {
    case .inForce: version = state.inForce(wanted.name)
    case .version(let text): version = state.versions[wanted.name]?[text]
    case .label(let label):
      let named = try await registry.labels()[wanted.name]?[label]
      version = named.flatMap { state.versions[wanted.name]?[$0] }
    }
    guard let step = version?.step else { throw missing(wanted) }
    return OfferedSkill(
      name: step.name, version: step.version, status: step.status.rawValue, digest: step.digest)
  }

  package func tree(of offered: OfferedSkill) async throws -> SkillTree {
    let tree = try await registry.skills.tree(of: offered.name, version: offered.version)
    guard tree.mainFile != nil else {
      throw IpaiError(
        .conflict, "'\(offered.name)' is a single file, and agents look for folders with a SKILL.md",
        hint: "write it with: ipai skills export")
    }
    return tree
  }
}
