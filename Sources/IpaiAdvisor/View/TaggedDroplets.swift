/// The Droplets of an account by their tags, to find those that a tag puts behind a firewall or a load balancer.
package struct TaggedDroplets: Sendable {
  private let ids: [String: [ResourceID]]
  private let hasAll: Bool
  private let hasTags: Bool

  /// Sorts all Droplets of an account by their tags.
  init(_ droplets: [Droplet], _ facts: AccountFacts) {
    var ids: [String: [ResourceID]] = [:]
    for droplet in droplets {
      for tag in droplet.tags ?? [] { ids[tag.lowercased(), default: []].append(droplet.id) }
    }
    self.ids = ids
    hasAll = facts.hasAllDroplets
    hasTags = facts.has(.tag)
  }

  /// The Droplets behind a firewall, by their ids or by their tags; nil where it is not known whether there are any.
  package func droplets(behind firewall: Firewall) -> [ResourceID]? {
    let tags = firewall.tags ?? []
    let found = Set((firewall.dropletIDs ?? []) + tags.flatMap(tagged))
    if found.isEmpty, !tags.isEmpty, !hasAll { return nil }
    return found.sorted()
  }

  /// The Droplets that a load balancer sends traffic to, by their ids or by a tag; nil where they are not known.
  package func backends(of balancer: LoadBalancer) -> [ResourceID]? {
    guard let tag = balancer.tag, !tag.isEmpty else { return balancer.dropletIDs.map { Set($0).sorted() } }
    guard hasAll, hasTags else { return nil }
    return Set(tagged(tag) + (balancer.dropletIDs ?? [])).sorted()
  }

  private func tagged(_ tag: String) -> [ResourceID] { ids[tag.lowercased()] ?? [] }
}

extension AccountView {
  /// The firewalls that no cluster keeps.
  package var ownFirewalls: [Firewall] { facts.firewalls.filter { !Ownership.isOfCluster($0) } }

  /// Whether all Droplets were read, those with graphics processors too.
  package var hasAllDroplets: Bool { facts.hasAllDroplets }

  /// Names of Droplets for people, no more than ten of them.
  package func names(of droplets: [ResourceID]) -> [String] {
    let shown = droplets.prefix(10).map { id in
      guard let name = droplet(id)?.name else { return id.text }
      return "\(name) (\(id.text))"
    }
    return droplets.count > shown.count ? shown + ["\(droplets.count - shown.count) more"] : shown
  }
}
