/// A user of a database, as the schema `database_user` has it, without passwords.
package struct DatabaseUser: Codable, Equatable, Sendable {
  /// How a user of MySQL signs in.
  package struct MySQL: Codable, Equatable, Sendable {
    package var authPlugin: String?

    enum CodingKeys: String, CodingKey {
      case authPlugin = "auth_plugin"
    }
  }

  package var name: String?
  package var role: String?
  package var mysqlSettings: MySQL?

  enum CodingKeys: String, CodingKey {
    case name, role
    case mysqlSettings = "mysql_settings"
  }
}
