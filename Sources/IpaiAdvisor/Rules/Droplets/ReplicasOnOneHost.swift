extension Rule {
  /// Droplets that stand in for each other and would fail together.
  static let replicasOnOneHost = Rule(
    "DO-REL-015", .reliability, .medium, .significant,
    title: "Replica Droplets share one physical host",
    why:
      "When the host fails, all of its Droplets fail with it, including those that were meant to stand in for each other.",
    condition:
      "At least two Droplets on one physical host are behind the same load balancer or have a tag in common. The finding is about the one with the smallest id.",
    guards:
      "Tags such as production or staging, and those of the settings, do not make Droplets replicas. Nodes of Kubernetes clusters and members of autoscale pools are left alone. No command moves a Droplet: it has to be re-created from a snapshot.",
    subjects: [.neighbors, .droplets],
    needs: [.loadBalancers, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/"]
  ) { account in
    let roles = DropletRoles(account)
    var failed: [ResourceID: Judgement] = [:]
    var involved: Set<ResourceID> = []
    for host in account.facts.neighbors {
      for group in roles.groups(on: host) {
        guard let droplet = account.droplet(group.ids[0]) else { continue }
        involved.formUnion(group.ids)
        failed[droplet.id] = droplet.judged(.fail(failure(droplet, group, account)))
      }
    }
    let others = account.ownDroplets.filter { !involved.contains($0.id) }
      .map { $0.judged(roles.isReplica($0.id) ? .pass : .notConcerned) }
    return others + failed.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func failure(_ droplet: Droplet, _ group: DropletRoles.Group, _ account: AccountView) -> Failure {
    let names = group.ids.map { account.droplet($0)?.name ?? $0.text }
    return Failure(
      [
        Evidence("neighbor_ids", group.ids.map(\.text), .neighbors),
        Evidence("names", names, .droplets),
        Evidence("in common", group.roles, .droplets),
      ],
      fix: [
        .run("doctl compute droplet neighbors \(droplet.id)"),
        Fix.snapshot(droplet, named: account.snapshotName(droplet.name, "move")),
        .note(
          "No command moves a Droplet: make a new one from the snapshot, look whether it has another host, and then delete this one."
        ),
      ])
  }
}
