/// A resource, or a part of one, that a rule has something to say about.
package struct ResourcePart: Hashable, Codable, Sendable {
  /// The resource.
  package var urn: URN
  /// The part, such as a port or the id of a record; nil for all of the resource.
  package var subKey: String?

  enum CodingKeys: String, CodingKey {
    case urn
    case subKey = "sub_key"
  }

  /// A resource, or a part of one.
  package init(_ urn: URN, _ subKey: String? = nil) {
    self.urn = urn
    self.subKey = subKey
  }
}

extension ResourcePart: Comparable {
  package static func < (left: ResourcePart, right: ResourcePart) -> Bool {
    left.urn == right.urn ? (left.subKey ?? "") < (right.subKey ?? "") : left.urn < right.urn
  }
}
