/// A resource that a finding of the posture management is about.
package struct AffectedResource: Codable, Equatable, Sendable {
  package var urn: String?
  package var name: String?
  package var type: String?

  enum CodingKeys: String, CodingKey {
    case urn, name, type
  }
}
