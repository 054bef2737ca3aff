/// What a snapshot has in it.
package struct SnapshotSummary: Codable, Equatable, Sendable {
  /// How many resources of a kind there are.
  package struct KindCount: Codable, Equatable, Sendable {
    package var kind: ResourceKind
    package var count: Int
  }

  /// How much was read of a part of the account.
  package struct Part: Codable, Equatable, Sendable {
    package var name: Collection
    package var status: CollectionState.Status
    /// How many resources were read; for what belongs to one resource each, for how many.
    package var count: Int
    /// Why not all of it was read; nil where all was, and where the reason is not known.
    package var reason: String?
  }

  /// The form in which it is written.
  package var format: Int
  /// The name of the team or the account; nil where it was not read.
  package var account: String?
  /// The UUID of the team or the account; nil where it was not read.
  package var accountUUID: String?
  /// When reading began.
  package var readAt: FactTime
  /// The kinds of which there are resources.
  package var resources: [KindCount]
  /// All parts that an account has.
  package var parts: [Part]

  enum CodingKeys: String, CodingKey {
    case format, account, resources, parts
    case accountUUID = "account_uuid"
    case readAt = "read_at"
  }

  /// What `facts` have in them.
  package init(_ facts: AccountFacts) {
    format = facts.format
    account = facts.account?.displayName
    accountUUID = facts.account?.key
    readAt = facts.readAt
    resources = facts.resourceCounts.filter { $0.count > 0 }
    parts = Collection.allCases.map { collection in
      guard let state = facts.states[collection] else { return Part(name: collection, status: .skipped, count: 0) }
      return Part(name: collection, status: state.status, count: state.count, reason: state.reason)
    }
  }
}

extension AccountFacts {
  /// How many resources of each kind were read.
  fileprivate var resourceCounts: [SnapshotSummary.KindCount] {
    let counts: [(ResourceKind, Int)] = [
      (.droplet, droplets.count + gpuDroplets.count), (.autoscalePool, autoscalePools.count),
      (.volume, volumes.count), (.snapshot, snapshots.count), (.image, images.count),
      (.firewall, firewalls.count), (.loadBalancer, loadBalancers.count), (.reservedIP, reservedIPs.count),
      (.reservedIPv6, reservedIPv6.count), (.vpc, vpcs.count), (.natGateway, natGateways.count),
      (.domain, domains.count), (.certificate, certificates.count), (.cdnEndpoint, cdnEndpoints.count),
      (.spacesKey, spacesKeys.count), (.database, databases.count), (.kubernetes, kubernetesClusters.count),
      (.registry, registry == nil ? 0 : 1), (.app, apps.count), (.agent, agents.count),
      (.functionNamespace, functionNamespaces.count), (.functionTrigger, functionTriggers.values.joined().count),
      (.uptimeCheck, uptimeChecks.count), (.project, projects.count),
    ]
    return counts.map { SnapshotSummary.KindCount(kind: $0.0, count: $0.1) }
  }
}
