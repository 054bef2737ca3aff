/// The size of the nodes of a database, as its slug says it: `db-s-2vcpu-4gb`.
struct DatabaseSize: Equatable {
  let slug: String
  /// What the slug says beside the numbers: sizes of one family have the same kind of processor and disk.
  let family: String
  let cpus: Int
  /// The memory in GiB.
  let memory: Int

  /// The size with a slug; nil for a slug that does not say the numbers.
  init?(_ slug: String?) {
    guard let slug else { return nil }
    let parts = slug.split(separator: "-", omittingEmptySubsequences: false)
    for place in parts.indices.dropFirst().dropLast().reversed() {
      guard let cpus = Self.number(parts[place], before: "vcpu"),
        let memory = Self.number(parts[place + 1], before: "gb")
      else { continue }
      let (start, end) = (parts[..<place], parts[(place + 2)...])
      if start == [""] || end == [""] { return nil }
      self.slug = slug
      family = (start + end).joined(separator: "-")
      self.cpus = cpus
      self.memory = memory
      return
    }
    return nil
  }

  /// The number of at most six digits that stands before a unit, and nothing else.
  private static func number(_ text: Substring, before unit: String) -> Int? {
    guard text.hasSuffix(unit) else { return nil }
    let digits = text.utf8.dropLast(unit.utf8.count)
    guard digits.count <= 6, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    return Int(Substring(digits))
  }
}

extension AccountView {
  /// The sizes that an engine is offered with for a number of nodes; nil where that is not known.
  func databaseSizes(_ engine: String?, nodes: Int) -> [String]? {
    databaseLayouts(engine)?.first { $0.numNodes == nodes }?.sizes
  }

  /// The numbers of nodes that an engine is offered with, the fewest first; nil where that is not known.
  func databaseNodeCounts(_ engine: String?) -> [Int]? {
    databaseLayouts(engine).map { $0.compactMap(\.numNodes).sorted() }
  }

  /// The smallest size of the same family that has more memory and no fewer processors; nil where none is known.
  func nextDatabaseSize(after slug: String?, in offered: [String]?) -> String? {
    guard let current = DatabaseSize(slug) else { return nil }
    return (offered ?? []).compactMap { DatabaseSize($0) }
      .filter { $0.family == current.family && $0.memory > current.memory && $0.cpus >= current.cpus }
      .min { ($0.memory, $0.cpus) < ($1.memory, $1.cpus) }?.slug
  }

  private func databaseLayouts(_ engine: String?) -> [DatabaseEngineOptions.Layout]? {
    guard let layouts = engine.flatMap({ facts.databaseOptions[$0] })?.layouts, !layouts.isEmpty else { return nil }
    return layouts
  }
}
