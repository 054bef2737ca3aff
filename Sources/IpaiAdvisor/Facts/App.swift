/// An app of App Platform, as the schema `app` has it, without the values of its environment.
package struct App: Resource {
  package var id: String
  package var spec: AppSpec?
  package var defaultIngress: String?
  package var liveURL: String?
  package var liveDomain: String?
  package var createdAt: FactTime?
  package var updatedAt: FactTime?
  package var activeDeployment: AppDeployment?
  package var lastDeploymentCreatedAt: FactTime?
  package var region: Region?
  package var tierSlug: String?
  package var projectID: String?

  enum CodingKeys: String, CodingKey {
    case id, spec, region
    case defaultIngress = "default_ingress"
    case liveURL = "live_url"
    case liveDomain = "live_domain"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case activeDeployment = "active_deployment"
    case lastDeploymentCreatedAt = "last_deployment_created_at"
    case tierSlug = "tier_slug"
    case projectID = "project_id"
  }

  package static let kind = ResourceKind.app
  package var key: String { id }
  package var displayName: String? { spec?.name }
}
