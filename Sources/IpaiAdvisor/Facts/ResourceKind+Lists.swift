extension ResourceKind {
  /// The lists that all resources of the kind are in.
  package var lists: [Collection] {
    switch self {
    case .account: [.account]
    case .droplet: [.droplets, .gpuDroplets]
    case .volume: [.volumes]
    case .snapshot: [.snapshots]
    case .image: [.images]
    case .firewall: [.firewalls]
    case .vpc: [.vpcs]
    case .domain: [.domains]
    case .certificate: [.certificates]
    case .kubernetes: [.kubernetesClusters]
    case .registry: [.registry]
    case .app: [.apps]
    case .agent: [.agents]
    case .project: [.projects]
    case .space: [.projects, .projectResources]
    case .reservedIP: [.reservedIPs]
    case .reservedIPv6: [.reservedIPv6]
    case .loadBalancer: [.loadBalancers]
    case .natGateway: [.natGateways]
    case .cdnEndpoint: [.cdnEndpoints]
    case .spacesKey: [.spacesKeys]
    case .database: [.databases]
    case .autoscalePool: [.autoscalePools]
    case .uptimeCheck: [.uptimeChecks]
    case .functionNamespace: [.functionNamespaces]
    case .functionTrigger: [.functionNamespaces, .functionTriggers]
    }
  }
}
