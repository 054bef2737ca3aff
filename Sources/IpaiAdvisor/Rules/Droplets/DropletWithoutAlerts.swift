extension Rule {
  /// A Droplet that nobody is told about when it is in trouble.
  static let dropletWithoutAlerts = Rule(
    "DO-OPS-002", .operations, .medium, .quick,
    title: "Droplet not covered by any alert policy",
    why: "Without an alert, the first to notice a full disk or a busy processor are the users.",
    condition:
      "No enabled alert policy for Droplets names the Droplet or one of its tags, and none is for all Droplets. Where the account has no such policy at all, there is one finding for the account.",
    guards:
      "Policies for load balancers, databases and autoscale pools do not count. Nodes of Kubernetes clusters and members of autoscale pools are left alone. doctl needs an e-mail address or a Slack channel for a policy.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.account, .alertPolicies, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/monitoring/"]
  ) { account in
    let policies = account.facts.alertPolicies.filter {
      $0.isEnabled ?? false && $0.type?.hasPrefix("v1/insights/droplet/") ?? false
    }
    guard !policies.isEmpty else { return withoutPolicy(account) }
    return account.ownDroplets.map { droplet in
      let isCovered = policies.contains { covers($0, droplet) }
      return droplet.judged(isCovered ? .pass : .fail(failure(droplet, policies, account)))
    }
  }

  private static func covers(_ policy: AlertPolicy, _ droplet: Droplet) -> Bool {
    let (entities, tags) = (policy.entities ?? [], policy.tags ?? [])
    if entities.isEmpty && tags.isEmpty { return true }
    return entities.contains(droplet.id.text) || !Set(tags).isDisjoint(with: droplet.tags ?? [])
  }

  private static func withoutPolicy(_ account: AccountView) -> [Judgement] {
    guard !account.ownDroplets.isEmpty, let owner = account.facts.account else { return [] }
    return [
      owner.judged(
        .fail(
          Failure(
            [
              Evidence("policies, enabled and for Droplets", "none", .alertPolicies),
              Evidence("policies", "\(account.facts.alertPolicies.count)", .alertPolicies),
              Evidence("droplets", "\(account.ownDroplets.count)", .droplets),
            ],
            fix: alerts(for: nil), title: "No alert policy for Droplets",
            note: "A policy without Droplets and tags is for all Droplets, those that come later too.")))
    ]
  }

  private static func failure(_ droplet: Droplet, _ policies: [AlertPolicy], _ account: AccountView) -> Failure {
    Failure(
      [
        Evidence("id", droplet.id.text, account.list(of: droplet)),
        Evidence("tags", droplet.tags ?? [], account.list(of: droplet)),
        Evidence("policies", "\(policies.count), and none for it", .alertPolicies),
      ], fix: alerts(for: droplet))
  }

  private static func alerts(for droplet: Droplet?) -> [Fix.Line] {
    let name = droplet.map { $0.name ?? $0.id.text } ?? "a Droplet"
    let entities: ShellText = droplet.map { " --entities \($0.id)" } ?? ""
    return [
      .run(
        "doctl monitoring alert create --type v1/insights/droplet/cpu --compare GreaterThan --value 80 --window 10m\(entities) --emails \(fill: "email") --description \("CPU over 80% on \(name)")"
      ),
      .run(
        "doctl monitoring alert create --type v1/insights/droplet/disk_utilization_percent --compare GreaterThan --value 85 --window 10m\(entities) --emails \(fill: "email") --description \("Disk over 85% on \(name)")"
      ),
    ]
  }
}
