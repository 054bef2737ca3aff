import IpaiCore

/// The parts of an account that are read, each from one endpoint of the API.
package enum Collection: String, Codable, CaseIterable, CodingKeyRepresentable, Sendable {
  case account, sizes, images, tags, projects
  case projectResources = "project_resources"
  case droplets
  case gpuDroplets = "gpu_droplets"
  case dropletActions = "droplet_actions"
  case backupPolicies = "backup_policies"
  case neighbors
  case autoscalePools = "autoscale_pools"
  case snapshots, volumes
  case cdnEndpoints = "cdn_endpoints"
  case spacesKeys = "spaces_keys"
  case firewalls
  case loadBalancers = "load_balancers"
  case reservedIPs = "reserved_ips"
  case reservedIPv6 = "reserved_ipv6"
  case vpcs
  case vpcMembers = "vpc_members"
  case natGateways = "nat_gateways"
  case domains
  case domainRecords = "domain_records"
  case certificates, databases
  case databaseSources = "database_sources"
  case databaseBackups = "database_backups"
  case databasePools = "database_pools"
  case databaseUsers = "database_users"
  case databaseEviction = "database_eviction"
  case databaseAutoscale = "database_autoscale"
  case databaseLogsinks = "database_logsinks"
  case databaseOptions = "database_options"
  case kubernetesClusters = "kubernetes_clusters"
  case kubernetesUpgrades = "kubernetes_upgrades"
  case clusterlint
  case clusterStatusMessages = "cluster_status_messages"
  case kubernetesOptions = "kubernetes_options"
  case registry
  case registrySubscription = "registry_subscription"
  case apps
  case appDeployments = "app_deployments"
  case appAlerts = "app_alerts"
  case appInstanceSizes = "app_instance_sizes"
  case functionNamespaces = "function_namespaces"
  case functionTriggers = "function_triggers"
  case uptimeChecks = "uptime_checks"
  case uptimeStates = "uptime_states"
  case uptimeAlerts = "uptime_alerts"
  case alertPolicies = "alert_policies"
  case balance, invoices
  case invoicePreview = "invoice_preview"
  case billingInsights = "billing_insights"
  case securityScan = "security_scan"
  case securityAffected = "security_affected"
  case securitySettings = "security_settings"
  case agents
  case agentDetails = "agent_details"
  case dropletMetrics = "droplet_metrics"
  case loadBalancerMetrics = "load_balancer_metrics"
  case databaseMetrics = "database_metrics"
  case appMetrics = "app_metrics"
}

extension Collection {
  /// The path of the endpoint; what stands in braces is the id of the resource that it belongs to.
  package var path: String {
    switch self {
    case .account: "/v2/account"
    case .sizes: "/v2/sizes"
    case .images: "/v2/images?private=true"
    case .tags: "/v2/tags"
    case .projects: "/v2/projects"
    case .projectResources: "/v2/projects/{id}/resources"
    case .droplets: "/v2/droplets"
    case .gpuDroplets: "/v2/droplets?type=gpus"
    case .dropletActions: "/v2/droplets/{id}/actions"
    case .backupPolicies: "/v2/droplets/backups/policies"
    case .neighbors: "/v2/reports/droplet_neighbors_ids"
    case .autoscalePools: "/v2/droplets/autoscale"
    case .snapshots: "/v2/snapshots"
    case .volumes: "/v2/volumes"
    case .cdnEndpoints: "/v2/cdn/endpoints"
    case .spacesKeys: "/v2/spaces/keys"
    case .firewalls: "/v2/firewalls"
    case .loadBalancers: "/v2/load_balancers"
    case .reservedIPs: "/v2/reserved_ips"
    case .reservedIPv6: "/v2/reserved_ipv6"
    case .vpcs: "/v2/vpcs"
    case .vpcMembers: "/v2/vpcs/{id}/members"
    case .natGateways: "/v2/vpc_nat_gateways"
    case .domains: "/v2/domains"
    case .domainRecords: "/v2/domains/{id}/records"
    case .certificates: "/v2/certificates"
    case .databases: "/v2/databases"
    case .databaseSources: "/v2/databases/{id}/firewall"
    case .databaseBackups: "/v2/databases/{id}/backups"
    case .databasePools: "/v2/databases/{id}/pools"
    case .databaseUsers: "/v2/databases/{id}/users"
    case .databaseEviction: "/v2/databases/{id}/eviction_policy"
    case .databaseAutoscale: "/v2/databases/{id}/autoscale"
    case .databaseLogsinks: "/v2/databases/{id}/logsink"
    case .databaseOptions: "/v2/databases/options"
    case .kubernetesClusters: "/v2/kubernetes/clusters"
    case .kubernetesUpgrades: "/v2/kubernetes/clusters/{id}/upgrades"
    case .clusterlint: "/v2/kubernetes/clusters/{id}/clusterlint"
    case .clusterStatusMessages: "/v2/kubernetes/clusters/{id}/status_messages"
    case .kubernetesOptions: "/v2/kubernetes/options"
    case .registry: "/v2/registry"
    case .registrySubscription: "/v2/registry/subscription"
    case .apps: "/v2/apps?with_projects=true"
    case .appDeployments: "/v2/apps/{id}/deployments"
    case .appAlerts: "/v2/apps/{id}/alerts"
    case .appInstanceSizes: "/v2/apps/tiers/instance_sizes"
    case .functionNamespaces: "/v2/functions/namespaces"
    case .functionTriggers: "/v2/functions/namespaces/{id}/triggers"
    case .uptimeChecks: "/v2/uptime/checks"
    case .uptimeStates: "/v2/uptime/checks/{id}/state"
    case .uptimeAlerts: "/v2/uptime/checks/{id}/alerts"
    case .alertPolicies: "/v2/monitoring/alerts"
    case .balance: "/v2/customers/my/balance"
    case .invoices: "/v2/customers/my/invoices"
    case .invoicePreview: "/v2/customers/my/invoices/preview"
    case .billingInsights: "/v2/billing/{id}/insights/{start}/{end}"
    case .securityScan: "/v2/security/scans/latest"
    case .securityAffected: "/v2/security/scans/{scan}/findings/{id}/affected_resources"
    case .securitySettings: "/v2/security/settings"
    case .agents: "/v2/gen-ai/agents"
    case .agentDetails: "/v2/gen-ai/agents/{id}"
    case .dropletMetrics: "/v2/monitoring/metrics/droplet/*"
    case .loadBalancerMetrics: "/v2/monitoring/metrics/load_balancer/*"
    case .databaseMetrics: "/v2/monitoring/metrics/database/mysql/*"
    case .appMetrics: "/v2/monitoring/metrics/apps/*"
    }
  }

  /// The scope that a token needs to read it.
  package var scope: Scope {
    switch self {
    case .account: .account
    case .sizes: .sizes
    case .images: .image
    case .tags: .tag
    case .projects, .projectResources: .project
    case .droplets, .gpuDroplets, .dropletActions, .backupPolicies, .neighbors, .autoscalePools: .droplet
    case .snapshots: .snapshot
    case .volumes: .blockStorage
    case .cdnEndpoints: .cdn
    case .spacesKeys: .spacesKey
    case .firewalls: .firewall
    case .loadBalancers: .loadBalancer
    case .reservedIPs, .reservedIPv6: .reservedIP
    case .vpcs, .vpcMembers: .vpc
    case .natGateways: .natGateway
    case .domains, .domainRecords: .domain
    case .certificates: .certificate
    case .databases, .databaseSources, .databaseBackups, .databasePools, .databaseUsers, .databaseEviction,
      .databaseAutoscale, .databaseLogsinks, .databaseOptions:
      .database
    case .kubernetesClusters, .kubernetesUpgrades, .clusterlint, .clusterStatusMessages, .kubernetesOptions:
      .kubernetes
    case .registry, .registrySubscription: .registry
    case .apps, .appDeployments, .appAlerts, .appInstanceSizes: .app
    case .functionNamespaces, .functionTriggers: .function
    case .uptimeChecks, .uptimeStates, .uptimeAlerts: .uptime
    case .alertPolicies, .dropletMetrics, .loadBalancerMetrics, .databaseMetrics, .appMetrics: .monitoring
    case .balance, .invoices, .invoicePreview, .billingInsights: .billing
    case .securityScan, .securityAffected, .securitySettings: .security
    case .agents, .agentDetails: .genai
    }
  }

  /// All scopes that a token needs to read it: sizes are refused without the regions that they are in.
  package var scopes: [Scope] { self == .sizes ? [.sizes, .regions] : [scope] }

  /// What people call it, in the middle of a sentence.
  package var title: String { rawValue.replacing("_", with: " ") }
}

extension Collection {
  /// Whether it is read once for each resource of another part.
  package var belongsToResource: Bool { path.hasBytes(of: "{id}") || path.hasSuffix("*") }
}
