/// What is said of a part of an account that was not read.
extension Collection {
  /// That it was not read: "the account was not read", "Droplets were not read".
  package var notRead: String { "\(subject) not read" }

  /// That not all of it was read: "the account was not read completely", "Droplets were not all read".
  package var notAllRead: String { isOne ? "\(subject) not read completely" : "\(subject) not all read" }

  /// That it was not asked for: "metrics of Droplets were not asked for".
  package var notAskedFor: String { "\(subject) not asked for" }

  private var subject: String { "\(name) \(isOne ? "was" : "were")" }

  /// Whether it is one thing, and not a list.
  private var isOne: Bool {
    switch self {
    case .account, .registry, .registrySubscription, .balance, .securityScan, .invoicePreview: true
    default: false
    }
  }

  /// What people call it, at the start of a sentence that goes on in small letters.
  package var name: String {
    switch self {
    case .account: "the account"
    case .sizes: "sizes of Droplets"
    case .images, .tags, .projects, .snapshots, .volumes, .firewalls, .domains, .certificates, .databases, .apps,
      .invoices, .agents, .loadBalancers, .autoscalePools, .databasePools, .uptimeChecks, .databaseBackups,
      .uptimeAlerts, .alertPolicies, .backupPolicies, .appDeployments, .appAlerts, .functionTriggers, .billingInsights,
      .databaseUsers:
      title
    case .projectResources: "resources of projects"
    case .droplets: "Droplets"
    case .gpuDroplets: "GPU Droplets"
    case .dropletActions: "actions of Droplets"
    case .neighbors: "Droplets on the same hardware"
    case .cdnEndpoints: "CDN endpoints"
    case .spacesKeys: "Spaces keys"
    case .reservedIPs: "reserved IPs"
    case .reservedIPv6: "reserved IPv6 addresses"
    case .vpcs: "VPCs"
    case .vpcMembers: "members of VPCs"
    case .natGateways: "NAT gateways"
    case .domainRecords: "records of domains"
    case .databaseSources: "trusted sources of databases"
    case .databaseEviction: "eviction policies of databases"
    case .databaseAutoscale: "settings for growing disks of databases"
    case .databaseLogsinks: "log sinks of databases"
    case .databaseOptions: "versions of database engines"
    case .kubernetesClusters: "Kubernetes clusters"
    case .kubernetesUpgrades: "upgrades of Kubernetes clusters"
    case .clusterlint: "results of clusterlint"
    case .clusterStatusMessages: "status messages of Kubernetes clusters"
    case .kubernetesOptions: "versions of Kubernetes"
    case .registry: "the container registry"
    case .registrySubscription: "the subscription of the container registry"
    case .appInstanceSizes: "instance sizes of apps"
    case .functionNamespaces: "namespaces of functions"
    case .uptimeStates: "states of uptime checks"
    case .balance: "the balance"
    case .invoicePreview: "the preview of the next invoice"
    case .securityScan: "the security scan"
    case .securityAffected: "resources of the security scan"
    case .securitySettings: "settings of the security scan"
    case .agentDetails: "details of agents"
    case .dropletMetrics: "metrics of Droplets"
    case .loadBalancerMetrics: "metrics of load balancers"
    case .databaseMetrics: "metrics of databases"
    case .appMetrics: "metrics of apps"
    }
  }
}
