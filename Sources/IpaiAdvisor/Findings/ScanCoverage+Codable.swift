/// The form in which it is kept. Each resource that could not be assessed or was left alone is written once, with all others of the same
/// rules.
extension ScanCoverage: Codable {
  private struct Group: Codable {
    var rules: [String]
    var parts: [ResourcePart]

    static func groups(_ parts: [ResourcePart: Set<String>]) -> [Group] {
      Dictionary(grouping: parts.keys) { parts[$0] ?? [] }
        .map { Group(rules: $0.sorted(), parts: $1.sorted()) }
        .sorted { $0.rules.lexicographicallyPrecedes($1.rules) }
    }

    static func parts(_ groups: [Group]) -> [ResourcePart: Set<String>] {
      var parts: [ResourcePart: Set<String>] = [:]
      for group in groups {
        let rules = Set(group.rules)
        // Resources of the same rules share one set.
        for part in group.parts { parts[part] = parts[part]?.union(rules) ?? rules }
      }
      return parts
    }
  }

  enum CodingKeys: String, CodingKey {
    case rules, unassessed, resources, whole
    case leftAlone = "left_alone"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    let resources = try members.decodeIfPresent([String: [String]].self, forKey: .resources)
    self.init(
      rules: try members.decode([String: [String]].self, forKey: .rules),
      unassessed: Group.parts(try members.decode([Group].self, forKey: .unassessed)),
      leftAlone: try members.decodeIfPresent([Group].self, forKey: .leftAlone).map(Group.parts),
      resources: resources?.mapValues(Set.init), whole: try members.decode(Set<String>.self, forKey: .whole))
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(rules, forKey: .rules)
    try members.encode(Group.groups(unassessed), forKey: .unassessed)
    try members.encodeIfPresent(leftAlone.map(Group.groups), forKey: .leftAlone)
    try members.encodeIfPresent(resources?.mapValues { $0.sorted() }, forKey: .resources)
    try members.encode(whole.sorted(), forKey: .whole)
  }
}
