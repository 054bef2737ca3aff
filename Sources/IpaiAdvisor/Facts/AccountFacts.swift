/// What was read of an account: all that rules judge. What the API answers beside it, such as passwords, is never kept.
///
/// What belongs to one resource each, such as the records of a domain, is found by the id of the resource; one that is not there was not read.
package struct AccountFacts: Codable, Equatable, Sendable {
  /// The form of this description; another one is not read.
  package var format = Self.currentFormat
  /// When reading began.
  package var readAt: FactTime
  /// How much was read of each part; a part that is missing was not asked for.
  package var states: [Collection: CollectionState] = [:]

  package var account: AccountInfo?
  package var droplets: [Droplet] = []
  package var gpuDroplets: [Droplet] = []
  package var dropletActions: [String: [DropletAction]] = [:]
  package var backupPolicies: [String: BackupPolicy] = [:]
  package var neighbors: [[ResourceID]] = []
  package var autoscalePools: [AutoscalePool] = []
  package var sizes: [DropletSize] = []
  package var images: [Image] = []
  package var snapshots: [Snapshot] = []
  package var volumes: [Volume] = []
  package var cdnEndpoints: [CDNEndpoint] = []
  package var spacesKeys: [SpacesKey] = []
  package var firewalls: [Firewall] = []
  package var loadBalancers: [LoadBalancer] = []
  package var reservedIPs: [ReservedIP] = []
  package var reservedIPv6: [ReservedIPv6] = []
  package var vpcs: [VPC] = []
  package var vpcMembers: [String: [VPCMember]] = [:]
  package var natGateways: [NATGateway] = []
  package var domains: [Domain] = []
  package var domainRecords: [String: [DomainRecord]] = [:]
  package var certificates: [Certificate] = []
  package var databases: [DatabaseCluster] = []
  package var databaseSources: [String: [DatabaseSource]] = [:]
  package var databaseBackups: [String: [DatabaseBackup]] = [:]
  package var databasePools: [String: [DatabasePool]] = [:]
  package var databaseUsers: [String: [DatabaseUser]] = [:]
  package var databaseEviction: [String: String] = [:]
  package var databaseAutoscale: [String: StorageAutoscale] = [:]
  package var databaseLogsinks: [String: [DatabaseLogsink]] = [:]
  package var databaseOptions: [String: DatabaseEngineOptions] = [:]
  package var kubernetesClusters: [KubernetesCluster] = []
  package var kubernetesUpgrades: [String: [KubernetesVersion]] = [:]
  package var clusterlint: [String: ClusterlintRun] = [:]
  package var clusterStatusMessages: [String: [ClusterStatusMessage]] = [:]
  package var kubernetesOptions: [KubernetesVersion] = []
  package var registry: ContainerRegistry?
  package var registrySubscription: RegistrySubscription?
  package var apps: [App] = []
  package var appDeployments: [String: [AppDeployment]] = [:]
  package var appAlerts: [String: [AppAlert]] = [:]
  package var appInstanceSizes: [AppInstanceSize] = []
  package var functionNamespaces: [FunctionNamespace] = []
  package var functionTriggers: [String: [FunctionTrigger]] = [:]
  package var uptimeChecks: [UptimeCheck] = []
  package var uptimeStates: [String: UptimeState] = [:]
  package var uptimeAlerts: [String: [UptimeAlert]] = [:]
  package var alertPolicies: [AlertPolicy] = []
  package var balance: Balance?
  package var invoices: [Invoice] = []
  package var invoicePreview: [InvoiceItem] = []
  package var billingInsights: [BillingDataPoint] = []
  package var projects: [Project] = []
  package var projectResources: [String: [ProjectResource]] = [:]
  package var tags: [Tag] = []
  package var securityScan: SecurityScan?
  package var securityAffected: [String: [AffectedResource]] = [:]
  package var securitySettings: [SecuritySuppression] = []
  package var agents: [Agent] = []
  package var agentDetails: [String: Agent] = [:]
  package var dropletMetrics: [String: DropletMetrics] = [:]
  package var loadBalancerMetrics: [String: LoadBalancerMetrics] = [:]
  package var databaseMetrics: [String: DatabaseMetrics] = [:]
  package var appMetrics: [String: [String: AppMetrics]] = [:]

  /// The form that this program writes.
  package static let currentFormat = 1

  enum CodingKeys: String, CodingKey, CaseIterable {
    case format, states, account, droplets, neighbors, sizes, images, snapshots, volumes, firewalls, vpcs,
      domains, certificates, databases, clusterlint, registry, apps, balance, invoices, projects,
      tags, agents
    case readAt = "read_at"
    case gpuDroplets = "gpu_droplets"
    case dropletActions = "droplet_actions"
    case backupPolicies = "backup_policies"
    case autoscalePools = "autoscale_pools"
    case cdnEndpoints = "cdn_endpoints"
    case spacesKeys = "spaces_keys"
    case loadBalancers = "load_balancers"
    case reservedIPs = "reserved_ips"
    case reservedIPv6 = "reserved_ipv6"
    case vpcMembers = "vpc_members"
    case natGateways = "nat_gateways"
    case domainRecords = "domain_records"
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
    case clusterStatusMessages = "cluster_status_messages"
    case kubernetesOptions = "kubernetes_options"
    case registrySubscription = "registry_subscription"
    case appDeployments = "app_deployments"
    case appAlerts = "app_alerts"
    case appInstanceSizes = "app_instance_sizes"
    case functionNamespaces = "function_namespaces"
    case functionTriggers = "function_triggers"
    case uptimeChecks = "uptime_checks"
    case uptimeStates = "uptime_states"
    case uptimeAlerts = "uptime_alerts"
    case alertPolicies = "alert_policies"
    case invoicePreview = "invoice_preview"
    case billingInsights = "billing_insights"
    case projectResources = "project_resources"
    case securityScan = "security_scan"
    case securityAffected = "security_affected"
    case securitySettings = "security_settings"
    case agentDetails = "agent_details"
    case dropletMetrics = "droplet_metrics"
    case loadBalancerMetrics = "load_balancer_metrics"
    case databaseMetrics = "database_metrics"
    case appMetrics = "app_metrics"
  }

  /// An account of which nothing was read yet.
  package init(readAt: FactTime) { self.readAt = readAt }
}

extension AccountFacts {
  /// Reads a description. A part that is missing is empty. Throws `DecodingError`.
  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init(readAt: try members.decode(FactTime.self, forKey: .readAt))
    format = try members.decode(Int.self, forKey: .format)
    states = try members.decodeIfPresent([Collection: CollectionState].self, forKey: .states) ?? [:]
    for member in FactsMember.all { try member.read(members, &self) }
  }
}
