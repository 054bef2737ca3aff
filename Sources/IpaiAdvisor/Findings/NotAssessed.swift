/// A rule that could not be judged, for an account or for some resources of it.
package struct NotAssessed: Codable, Equatable, Sendable {
  package var rule: String
  /// Why.
  package var reason: String
  /// How many resources it is about; nil where the whole rule could not be judged.
  package var resources: Int?
  /// Which resources it is about, in their order. JSON has no more than the first hundred; `ScanCoverage` is what keeps all of them.
  package var parts: [ResourcePart]

  /// How many resources JSON names.
  package static let mostNamed = 100

  enum CodingKeys: String, CodingKey {
    case rule, reason, resources, parts
  }

  /// What could not be judged; without parts it is not known which resources it is about.
  package init(rule: String, reason: String, resources: Int? = nil, parts: [ResourcePart] = []) {
    self.rule = rule
    self.reason = reason
    self.resources = resources
    self.parts = parts
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    rule = try members.decode(String.self, forKey: .rule)
    reason = try members.decode(String.self, forKey: .reason)
    resources = try members.decodeIfPresent(Int.self, forKey: .resources)
    parts = try members.decodeIfPresent([ResourcePart].self, forKey: .parts) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(rule, forKey: .rule)
    try members.encode(reason, forKey: .reason)
    try members.encodeIfPresent(resources, forKey: .resources)
    if !parts.isEmpty { try members.encode(Array(parts.prefix(Self.mostNamed)), forKey: .parts) }
  }
}
