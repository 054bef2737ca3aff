/// A pool of connections to a PostgreSQL database, as the schema `connection_pool` has it, without passwords.
package struct DatabasePool: Codable, Equatable, Sendable {
  package var name: String?
  package var user: String?
  package var db: String?
  package var mode: String?
  package var size: Int?

  enum CodingKeys: String, CodingKey {
    case name, user, db, mode, size
  }
}
