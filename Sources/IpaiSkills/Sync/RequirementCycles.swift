/// Finds skills that need each other in a circle.
struct RequirementCycles {
  private let store: any SkillStore

  /// Looks among the skills of `store` and others.
  init(_ store: any SkillStore) { self.store = store }

  /// The names of those of `additions` that would be part of a circle.
  func names(among additions: [SkillAddition]) async throws -> Set<String> {
    guard additions.contains(where: { !$0.manifest.requires.isEmpty }) else { return [] }
    var needs: [String: [String]] = [:]
    for name in try await store.names() {
      needs[name] = try await store.manifest(of: name, version: nil).requires.map(\.name.text)
    }
    for addition in additions { needs[addition.manifest.name.text] = addition.manifest.requires.map(\.name.text) }
    return Set(additions.map(\.manifest.name.text).filter { reaches($0, from: needs[$0] ?? [], needs) })
  }

  private func reaches(_ name: String, from first: [String], _ needs: [String: [String]]) -> Bool {
    var pending = first
    var seen: Set<String> = []
    while let next = pending.popLast() {
      if next == name { return true }
      if seen.insert(next).inserted { pending += needs[next] ?? [] }
    }
    return false
  }
}
