/// The account or team, as the schema `account` has it.
package struct AccountInfo: Resource {
  /// The team that a token is of.
  package struct Team: Codable, Equatable, Sendable {
    package var uuid: String?
    package var name: String?

    enum CodingKeys: String, CodingKey {
      case uuid, name
    }
  }

  package var uuid: String
  package var name: String?
  package var email: String?
  package var emailVerified: Bool?
  package var status: String?
  package var statusMessage: String?
  package var dropletLimit: Int?
  package var floatingIpLimit: Int?
  package var team: Team?

  enum CodingKeys: String, CodingKey {
    case uuid, name, email, status, team
    case emailVerified = "email_verified"
    case statusMessage = "status_message"
    case dropletLimit = "droplet_limit"
    case floatingIpLimit = "floating_ip_limit"
  }

  package static let kind = ResourceKind.account
  /// The team's id where there is one: `uuid` is that of the person whose token it is, and each member of a team has another.
  package var key: String {
    guard let team = team?.uuid, !team.isEmpty else { return uuid }
    return team
  }
  package var displayName: String? { team?.name ?? name ?? email }
}
