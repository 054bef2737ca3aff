/// A record of a DNS zone, as the schema `domain_record` has it.
package struct DomainRecord: Codable, Equatable, Sendable {
  package var id: ResourceID
  package var type: String?
  package var name: String?
  package var data: String?
  package var priority: Int?
  package var port: Int?
  package var ttl: Int?
  package var weight: Int?
  package var flags: Int?
  package var tag: String?

  enum CodingKeys: String, CodingKey {
    case id, type, name, data, priority, port, ttl, weight, flags, tag
  }
}
