/// Which resources are made and kept by others, such as a Kubernetes cluster, so that advice about them belongs there.
package struct Ownership: Sendable {
  /// The ids of Droplets that are nodes of a cluster.
  package private(set) var nodes: Set<ResourceID> = []
  /// The ids of Droplets that are members of an autoscale pool.
  package private(set) var poolMembers: Set<ResourceID> = []

  /// Finds out what belongs to whom.
  package init(_ facts: AccountFacts) {
    for cluster in facts.kubernetesClusters {
      for pool in cluster.nodePools ?? [] {
        nodes.formUnion((pool.nodes ?? []).compactMap(\.dropletID))
      }
    }
    let droplets = facts.droplets + facts.gpuDroplets
    for droplet in droplets {
      if Self.isOfCluster(droplet.tags) { nodes.insert(droplet.id) }
      if facts.autoscalePools.contains(where: { Self.isMember(droplet, of: $0) }) { poolMembers.insert(droplet.id) }
    }
  }

  /// Whether tags are those that DigitalOcean Kubernetes gives.
  package static func isOfCluster(_ tags: [String]?) -> Bool {
    (tags ?? []).contains { $0 == "k8s" || $0.hasPrefix("k8s:") }
  }

  /// Whether a volume belongs to a claim of a cluster.
  package static func isOfCluster(_ volume: Volume) -> Bool { volume.name?.hasPrefix("pvc-") ?? false }

  /// Whether a snapshot was made by a cluster.
  package static func isOfCluster(_ snapshot: Snapshot) -> Bool {
    guard let name = snapshot.name, name.hasPrefix("snapshot-") else { return false }
    return name.dropFirst(9).wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
  }

  /// Whether a load balancer was made by a cluster, which names it `a` and the digits of a UUID.
  package static func isOfCluster(_ balancer: LoadBalancer) -> Bool {
    if isOfCluster(balancer.tags) || isOfCluster(balancer.tag.map { [$0] }) { return true }
    return balancer.name?.wholeMatch(of: /a[0-9a-f]{31,32}/) != nil
  }

  /// Whether a firewall was made by a cluster.
  package static func isOfCluster(_ firewall: Firewall) -> Bool { firewall.name?.hasPrefix("k8s-") ?? false }

  private static func isMember(_ droplet: Droplet, of pool: AutoscalePool) -> Bool {
    let tags = Set(droplet.tags ?? [])
    if tags.contains("autoscale:\(pool.id)") { return true }
    guard let template = pool.dropletTemplate, let wanted = template.tags, !wanted.isEmpty else { return false }
    return tags.isSuperset(of: wanted) && template.size == droplet.sizeSlug && template.region == droplet.region?.slug
  }
}
