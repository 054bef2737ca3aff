import IpaiCore
import IpaiSkills

/// Makes the index of what is in force in a registry.
package struct DiscoveryCatalog: Sendable {
  /// Where the files of an artifact are kept.
  package struct Source: Equatable, Sendable {
    /// The skill.
    package let name: String
    /// The version.
    package let version: String
    /// The digest of the files: `sha256:` and 64 digits.
    package let digest: String
  }

  private let registry: any PromotionRegistry
  private let isCancelled: @Sendable () -> Bool
  /// What is known of trees, by their digests; nil for those that are no folder with a `SKILL.md`.
  private var facts: [String: ArtifactFacts?]
  /// Where each artifact that the index names comes from, by the name of its file.
  package private(set) var sources: [String: Source] = [:]
  /// Versions that are left out, since the registry has other files than were promoted.
  package private(set) var problems: [String] = []

  /// How many versions of a skill are listed: those that labels name, and the last ones.
  private static let mostVersions = 20
  private static let tries = 4

  /// Looks at `registry`. `earlier` is a catalog whose knowledge is used.
  package init(
    _ registry: any PromotionRegistry, after earlier: DiscoveryCatalog? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.registry = registry
    self.isCancelled = isCancelled
    facts = earlier?.facts ?? [:]
  }

  /// The last promotion of a registry.
  package static func head(of registry: any PromotionRegistry) async throws -> DiscoveryIndex.Head {
    let last = try await registry.newest(of: nil, most: 1).first
    return DiscoveryIndex.Head(promotion: last?.number ?? 0, digest: last?.digest ?? "")
  }

  /// The index as the registry is at one moment. `take` is given each artifact that was not known before. Throws
  /// `IpaiError`, and what `take` throws.
  package mutating func index(_ take: (SkillArtifact, ArtifactFacts) throws -> Void = { _, _ in }) async throws
    -> DiscoveryIndex
  {
    for _ in 1...Self.tries {
      let state = try await registry.state(Set(registry.state([]).inForceNames))
      let labels = try await registry.labels()
      let head = try await Self.head(of: registry)
      // Labels are read after the state, and belong to it only if nothing was promoted meanwhile.
      guard head.digest == state.head?.digest ?? "" else { continue }
      return try await index(state, labels, head, take)
    }
    throw IpaiError(.unavailable, "others promote to \(registry.place) all the time", hint: "try again later")
  }

  private mutating func index(
    _ state: RegistryState, _ labels: [String: [SkillLabel: String]], _ head: DiscoveryIndex.Head,
    _ take: (SkillArtifact, ArtifactFacts) throws -> Void
  ) async throws -> DiscoveryIndex {
    sources = [:]
    problems = []
    var known: [String: ArtifactFacts?] = [:]
    var skills: [DiscoveredSkill] = []
    for name in state.inForceNames {
      guard let current = state.inForce(name) else { continue }
      let labels = labels[name] ?? [:]
      var versions: [DiscoveredVersion] = []
      for version in Self.listed(state.versions[name] ?? [:], current, labels) {
        guard let facts = try await facts(of: version, take) else { continue }
        known[version.step.digest] = facts
        versions.append(Self.version(version, facts))
      }
      guard let facts = known[current.step.digest] ?? nil,
        versions.contains(where: { $0.version == current.step.version })
      else { continue }
      skills.append(Self.skill(current, facts, labels, versions))
    }
    // What is named no longer is forgotten.
    facts = facts.filter { $0.value == nil || known[$0.key] != nil }
    return DiscoveryIndex(skills: skills, ipai: head)
  }

  /// The version in force, those that labels name and the last ones; last promoted first.
  private static func listed(
    _ versions: [String: PromotedVersion], _ current: PromotedVersion, _ labels: [SkillLabel: String]
  ) -> [PromotedVersion] {
    let needed = Set(labels.values).union([current.step.version])
    let ordered = versions.values.sorted { ($0.promotion, $0.step.version) > ($1.promotion, $1.step.version) }
    let others = ordered.filter { !needed.contains($0.step.version) }.prefix(max(0, mostVersions - needed.count))
    let kept = needed.union(others.map(\.step.version))
    return ordered.filter { kept.contains($0.step.version) }
  }

  private static func version(_ version: PromotedVersion, _ facts: ArtifactFacts) -> DiscoveredVersion {
    let step = version.step
    return DiscoveredVersion(
      version: step.version, status: step.status.rawValue, digest: step.digest, promotion: version.promotion,
      type: facts.kind, url: facts.url, artifact: facts.digest)
  }

  private static func skill(
    _ current: PromotedVersion, _ facts: ArtifactFacts, _ labels: [SkillLabel: String], _ versions: [DiscoveredVersion]
  ) -> DiscoveredSkill {
    let step = current.step
    let details = DiscoveredSkill.Details(
      version: step.version, status: step.status.rawValue, digest: step.digest, promotion: current.promotion,
      labels: Dictionary(uniqueKeysWithValues: labels.map { ($0.key.rawValue, $0.value) }), files: facts.files,
      versions: versions)
    return DiscoveredSkill(
      name: step.name, type: facts.kind, description: facts.description, url: facts.url, digest: facts.digest,
      ipai: details)
  }

  /// What is known of the files of a version; nil for those that are none of a folder, or that are not what was
  /// promoted.
  private mutating func facts(
    of version: PromotedVersion, _ take: (SkillArtifact, ArtifactFacts) throws -> Void
  ) async throws -> ArtifactFacts? {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    let step = version.step
    let found: ArtifactFacts?
    if let known = facts[step.digest] {
      found = known
    } else {
      guard let tree = try await tree(of: step) else { return nil }
      found = try Self.facts(tree, take)
      facts[step.digest] = .some(found)
    }
    guard let found else { return nil }
    sources[found.name] = Source(name: step.name, version: step.version, digest: step.digest)
    return found
  }

  private static func facts(
    _ tree: SkillTree, _ take: (SkillArtifact, ArtifactFacts) throws -> Void
  ) throws -> ArtifactFacts? {
    guard tree.mainFile != nil else { return nil }
    let package = SkillPackage(tree, form: .folder, folderName: nil)
    let artifact = try SkillArtifact(of: tree)
    let facts = ArtifactFacts(tree, artifact, description: package.manifest?.description ?? "")
    try take(artifact, facts)
    return facts
  }

  private mutating func tree(of step: PromotionStep) async throws -> SkillTree? {
    do {
      let tree = try await registry.skills.tree(of: step.name, version: step.version)
      if tree.digest.description == step.digest { return tree }
      problems.append("the files of \(step.name) \(step.version) are not those that were promoted")
    } catch let error as IpaiError where error.code == .notFound {
      problems.append("the files of \(step.name) \(step.version) are gone")
    }
    return nil
  }

  /// The artifact of which a file has this name; nil when the index names none. Throws `IpaiError(.conflict)` where the
  /// registry has other files now.
  package func artifact(_ name: String) async throws -> SkillArtifact? {
    guard let source = sources[name] else { return nil }
    let tree = try await registry.skills.tree(of: source.name, version: source.version)
    guard tree.digest.description == source.digest else {
      throw IpaiError(.conflict, "the files of \(source.name) \(source.version) are not those that were promoted")
    }
    return try SkillArtifact(of: tree)
  }
}

extension RegistryState {
  /// The names of the skills in force, in order.
  fileprivate var inForceNames: [String] {
    current.values.filter { $0.step.action != .retire }.map(\.step.name).sorted()
  }
}
