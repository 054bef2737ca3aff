/// An alert of an app, as the schema `app_alert` has it.
package struct AppAlert: Codable, Equatable, Sendable {
  package var id: String?
  package var spec: AppSpec.Alert?
  package var emails: [String]?

  enum CodingKeys: String, CodingKey {
    case id, spec, emails
  }
}
