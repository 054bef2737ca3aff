/// A TLS certificate, as the schema `certificate` has it.
package struct Certificate: Resource {
  package var id: String
  package var name: String?
  package var notAfter: FactTime?
  package var createdAt: FactTime?
  package var dnsNames: [String]?
  package var state: String?
  package var type: String?

  enum CodingKeys: String, CodingKey {
    case id, name, state, type
    case notAfter = "not_after"
    case createdAt = "created_at"
    case dnsNames = "dns_names"
  }

  package static let kind = ResourceKind.certificate
  package var key: String { id }
  package var displayName: String? { name }
}
