/// The name of a resource that is the same in every scan, such as `do:droplet:3164444`.
package struct URN: Hashable, Comparable, Sendable {
  /// The name as it is written.
  package let text: String

  /// The name of a resource of a kind.
  package init(_ kind: ResourceKind, _ key: String) { text = "do:" + kind.rawValue + ":" + key }

  /// A name as the API writes it. Reserved addresses were called floating once, and still are in projects.
  package init(_ text: String) {
    let old = "do:floatingip:"
    self.text = text.hasPrefix(old) ? "do:reservedip:" + text.dropFirst(old.count) : text
  }

  /// The kind, as in `droplet`; empty for a text that is no URN.
  package var kind: Substring {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? parts[1] : ""
  }

  /// What comes after the kind.
  package var key: Substring {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? parts[2] : ""
  }

  package static func < (left: URN, right: URN) -> Bool { left.text < right.text }
}

extension URN: Codable {
  package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
