/// The form in which it is kept. Each resource that could not be assessed is written once, with all others of the same rules.
extension ScanCoverage: Codable {
  private struct Group: Codable {
    var rules: [String]
    var parts: [ResourcePart]
  }

  enum CodingKeys: String, CodingKey {
    case rules, unassessed, resources, whole
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    var unassessed: [ResourcePart: Set<String>] = [:]
    for group in try members.decode([Group].self, forKey: .unassessed) {
      for part in group.parts { unassessed[part, default: []].formUnion(group.rules) }
    }
    let resources = try members.decodeIfPresent([String: [String]].self, forKey: .resources)
    self.init(
      rules: try members.decode([String: [String]].self, forKey: .rules), unassessed: unassessed,
      resources: resources?.mapValues(Set.init), whole: try members.decode(Set<String>.self, forKey: .whole))
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    let groups = Dictionary(grouping: unassessed.keys) { unassessed[$0] ?? [] }
      .map { Group(rules: $0.sorted(), parts: $1.sorted()) }
      .sorted { $0.rules.lexicographicallyPrecedes($1.rules) }
    try members.encode(rules, forKey: .rules)
    try members.encode(groups, forKey: .unassessed)
    try members.encodeIfPresent(resources?.mapValues { $0.sorted() }, forKey: .resources)
    try members.encode(whole.sorted(), forKey: .whole)
  }
}
