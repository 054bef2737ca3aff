/// What rules about firewalls have in common.
extension AccountView {
  /// The firewalls that no cluster keeps.
  package var ownFirewalls: [Firewall] { facts.firewalls.filter { !Ownership.isOfCluster($0) } }

  /// The Droplets behind a firewall, by their ids or by their tags; nil where it is not known whether there are any.
  package func droplets(behind firewall: Firewall) -> [ResourceID]? {
    var ids = Set(firewall.dropletIDs ?? [])
    let tags = firewall.tags ?? []
    if !tags.isEmpty { ids.formUnion(allDroplets.filter { has($0.tags, oneOf: tags) }.map(\.id)) }
    if ids.isEmpty, !tags.isEmpty, !hasAllDroplets { return nil }
    return ids.sorted()
  }

  /// Whether all Droplets were read, those with graphics processors too.
  package var hasAllDroplets: Bool { isComplete(.droplets) && isComplete(.gpuDroplets) }

  /// Names of Droplets for people, no more than ten of them.
  package func names(of droplets: [ResourceID]) -> [String] {
    let shown = droplets.prefix(10).map { id in
      guard let name = droplet(id)?.name else { return id.text }
      return "\(name) (\(id.text))"
    }
    return droplets.count > shown.count ? shown + ["\(droplets.count - shown.count) more"] : shown
  }
}
