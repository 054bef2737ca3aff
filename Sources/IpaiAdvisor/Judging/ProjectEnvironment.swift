/// What a project is for, as people say it in the control panel.
package enum ProjectEnvironment: String, Codable, CaseIterable, Sendable {
  case development = "Development"
  case staging = "Staging"
  case production = "Production"
}
