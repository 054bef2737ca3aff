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
    let members = Set(facts.autoscalePools.map { "autoscale:\($0.id)" })
    let templates = Dictionary(grouping: facts.autoscalePools.compactMap(\.dropletTemplate)) { $0.size }
    for droplet in facts.droplets + facts.gpuDroplets {
      guard let tags = droplet.tags, !tags.isEmpty else { continue }
      if Self.isOfCluster(tags) { nodes.insert(droplet.id) }
      if tags.contains(where: members.contains)
        || templates[droplet.sizeSlug]?.contains(where: { Self.made(droplet, from: $0) }) ?? false
      {
        poolMembers.insert(droplet.id)
      }
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
    let groups = name.dropFirst(9).split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { Fingerprint.hasDigits($0) }
  }

  /// Whether a load balancer was made by a cluster, which names it `a` and the digits of a UUID.
  package static func isOfCluster(_ balancer: LoadBalancer) -> Bool {
    if isOfCluster(balancer.tags) || isOfCluster(balancer.tag.map { [$0] }) { return true }
    guard let name = balancer.name, name.hasPrefix("a"), (32...33).contains(name.utf8.count) else { return false }
    return Fingerprint.hasDigits(name)
  }

  /// Whether a firewall was made by a cluster.
  package static func isOfCluster(_ firewall: Firewall) -> Bool { firewall.name?.hasPrefix("k8s-") ?? false }

  /// Whether a Droplet looks as if a pool made it from a template of its size.
  private static func made(_ droplet: Droplet, from template: AutoscalePool.Template) -> Bool {
    guard let wanted = template.tags, !wanted.isEmpty, template.region == droplet.region?.slug else { return false }
    return Set(droplet.tags ?? []).isSuperset(of: wanted)
  }
}
