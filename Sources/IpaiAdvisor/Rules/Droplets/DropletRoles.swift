/// Which Droplets do the same work, as load balancers and tags say.
struct DropletRoles {
  /// Droplets on one host that do the same work, the smallest id first.
  struct Group {
    let ids: [ResourceID]
    /// What they have in common, as people read it.
    let roles: [String]
  }

  private var roles: [ResourceID: Set<String>] = [:]
  private var counts: [String: Int] = [:]

  /// Tags that say where something belongs and not what it does.
  static let places: Set<String> = [
    "production", "prod", "staging", "stage", "development", "dev", "test", "testing", "qa", "live", "terraform",
    "ansible", "managed",
  ]

  /// The roles of the Droplets that only the user keeps.
  init(_ account: AccountView) {
    let settings = account.settings
    let ignored = Self.places.union(
      (settings.keepTags + settings.statelessTags + settings.quietTags).map { $0.lowercased() })
    let droplets = account.ownDroplets
    for droplet in droplets {
      roles[droplet.id] = Set(
        (droplet.tags ?? []).filter { !ignored.contains($0.lowercased()) }.map { "tag \($0)" })
    }
    var tagged: [String: [ResourceID]] = [:]
    for droplet in droplets {
      for tag in droplet.tags ?? [] { tagged[tag, default: []].append(droplet.id) }
    }
    for balancer in account.facts.loadBalancers {
      let name = "load balancer \(balancer.name ?? balancer.id)"
      let behind = balancer.tag.flatMap { tagged[$0] } ?? []
      for id in Set((balancer.dropletIDs ?? []) + behind) where roles[id] != nil { roles[id]?.insert(name) }
    }
    for role in roles.values.flatMap({ $0 }) { counts[role, default: 0] += 1 }
  }

  /// Whether another Droplet does the work of this one too.
  func isReplica(_ id: ResourceID) -> Bool { (roles[id] ?? []).contains { counts[$0, default: 0] > 1 } }

  /// The groups of at least two Droplets of a host that do the same work.
  func groups(on host: [ResourceID]) -> [Group] {
    var groups: [(ids: Set<ResourceID>, roles: Set<String>)] = []
    for id in Set(host) {
      guard let own = roles[id], !own.isEmpty else { continue }
      let related = groups.filter { !$0.roles.isDisjoint(with: own) }
      groups.removeAll { !$0.roles.isDisjoint(with: own) }
      groups.append((related.reduce([id]) { $0.union($1.ids) }, related.reduce(own) { $0.union($1.roles) }))
    }
    return groups.filter { $0.ids.count > 1 }.map { group in
      let common = group.roles.filter { role in group.ids.count { roles[$0]?.contains(role) ?? false } > 1 }
      return Group(ids: group.ids.sorted(), roles: common.sorted())
    }
  }
}
