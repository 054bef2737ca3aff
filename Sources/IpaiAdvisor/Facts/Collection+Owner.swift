/// The resources that parts of an account belong to.
extension Collection {
  /// The path of the endpoint for a resource. The id stays in braces where the part belongs to a resource of another kind, as the records
  /// of a domain do that a load balancer is found in.
  func path(of urn: URN) -> String {
    guard let owner else { return path }
    // A trigger has its namespace before its name.
    if urn.kind == ResourceKind.functionTrigger.rawValue, owner == .functionNamespace {
      return path(with: urn.key.prefix { $0 != "/" })
    }
    return urn.kind == owner.rawValue ? path(with: urn.key) : path
  }

  private func path(with id: Substring) -> String {
    guard let start = path.firstIndex(of: "{"), let end = path.lastIndex(of: "}") else { return path }
    return String(path[..<start] + id + path[path.index(after: end)...])
  }

  /// The kind of the resources whose ids are in the path; nil where no id of a resource is.
  private var owner: ResourceKind? {
    switch self {
    case .projectResources: .project
    case .dropletActions: .droplet
    case .vpcMembers: .vpc
    case .domainRecords: .domain
    case .databaseSources, .databaseBackups, .databasePools, .databaseUsers, .databaseEviction, .databaseAutoscale,
      .databaseLogsinks:
      .database
    case .kubernetesUpgrades, .clusterlint, .clusterStatusMessages: .kubernetes
    case .appDeployments, .appAlerts: .app
    case .functionTriggers: .functionNamespace
    case .uptimeStates, .uptimeAlerts: .uptimeCheck
    case .agentDetails: .agent
    default: nil
    }
  }
}
