/// A part of an app that runs, as the schemas `app_service_spec` and `app_worker_spec` have it.
package struct AppComponent: Codable, Equatable, Sendable {
  /// How many instances a component may have.
  package struct Autoscaling: Codable, Equatable, Sendable {
    package var minInstanceCount: Int?
    package var maxInstanceCount: Int?

    enum CodingKeys: String, CodingKey {
      case minInstanceCount = "min_instance_count"
      case maxInstanceCount = "max_instance_count"
    }
  }

  /// How App Platform finds out whether a component works.
  package struct HealthCheck: Codable, Equatable, Sendable {
    package var httpPath: String?
    package var port: Int?

    enum CodingKeys: String, CodingKey {
      case port
      case httpPath = "http_path"
    }
  }

  package var name: String?
  package var instanceCount: Int?
  package var instanceSizeSlug: String?
  package var autoscaling: Autoscaling?
  package var healthCheck: HealthCheck?
  package var livenessHealthCheck: HealthCheck?
  package var envs: [AppVariable]?
  package var httpPort: Int?
  package var internalPorts: [Int]?

  enum CodingKeys: String, CodingKey {
    case name, autoscaling, envs
    case instanceCount = "instance_count"
    case instanceSizeSlug = "instance_size_slug"
    case healthCheck = "health_check"
    case livenessHealthCheck = "liveness_health_check"
    case httpPort = "http_port"
    case internalPorts = "internal_ports"
  }
}
