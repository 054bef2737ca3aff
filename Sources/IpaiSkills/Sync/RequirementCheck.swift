/// Looks up what skills need.
package struct RequirementCheck {
  private let store: (any SkillStore)?
  private let others: [SkillManifest]

  /// Looks in `store`, which is nil when there is none yet, and among other skills that are at hand.
  package init(_ store: (any SkillStore)?, others: [SkillManifest] = []) {
    self.store = store
    self.others = others
  }

  /// A warning for each thing that a skill needs and that is missing or retired.
  package func findings(_ manifest: SkillManifest, file: String) async throws -> [SkillFinding] {
    var findings: [SkillFinding] = []
    for need in manifest.requires {
      guard let problem = try await problem(need) else { continue }
      findings.append(
        SkillFinding(
          .warning, file: file, "needs '\(need)', \(problem)", hint: "add that skill, or change what is needed"))
    }
    return findings
  }

  private func problem(_ need: SkillRequirement) async throws -> String? {
    let fits = { (version: String) in
      (try? SkillVersion(version)).map { need.range.contains($0) } ?? false
    }
    if others.contains(where: { $0.name == need.name && fits($0.version.description) }) { return nil }
    guard let store, try await store.names().contains(need.name.text) else { return "which is not there" }
    let versions = try await store.versions(of: need.name.text).filter { fits($0.version) }
    if versions.isEmpty { return "of which no such version is there" }
    return versions.allSatisfy { $0.status == .deprecated } ? "which is deprecated" : nil
  }
}
