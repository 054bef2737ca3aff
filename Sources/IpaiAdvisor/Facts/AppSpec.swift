/// What an app is made of, as the schema `app_spec` has it.
package struct AppSpec: Codable, Equatable, Sendable {
  /// A database of an app.
  package struct Database: Codable, Equatable, Sendable {
    package var name: String?
    package var engine: String?
    package var isProduction: Bool?
    package var clusterName: String?

    enum CodingKeys: String, CodingKey {
      case name, engine
      case isProduction = "production"
      case clusterName = "cluster_name"
    }
  }

  /// A name of an app.
  package struct Domain: Codable, Equatable, Sendable {
    package var domain: String?
    package var type: String?

    enum CodingKeys: String, CodingKey {
      case domain, type
    }
  }

  /// Something that is told to the owners of an app.
  package struct Alert: Codable, Equatable, Sendable {
    package var rule: String?
    package var disabled: Bool?

    enum CodingKeys: String, CodingKey {
      case rule, disabled
    }
  }

  package var name: String?
  package var services: [AppComponent]?
  package var workers: [AppComponent]?
  package var jobs: [AppComponent]?
  package var staticSites: [AppComponent]?
  package var functions: [AppComponent]?
  package var databases: [Database]?
  package var envs: [AppVariable]?
  package var domains: [Domain]?
  package var alerts: [Alert]?

  enum CodingKeys: String, CodingKey {
    case name, services, workers, jobs, functions, databases, envs, domains, alerts
    case staticSites = "static_sites"
  }
}
