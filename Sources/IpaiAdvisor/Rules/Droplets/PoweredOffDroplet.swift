extension Rule {
  /// A Droplet that was powered off more than a week ago.
  static let poweredOffDroplet = Rule(
    "DO-COST-001", .cost, .medium, .moderate,
    title: "Powered-off Droplet is still billed",
    why:
      "A Droplet is billed until it is deleted, whether it runs or not, because its disk, memory and address stay reserved.",
    condition:
      "The status is \"off\", and the last time it was powered off or shut down, or made where no such action is listed, was more than 7 days ago.",
    guards:
      "Nodes of Kubernetes clusters, members of autoscale pools and Droplets with a tag to keep them are left alone. The public address is lost when the Droplet is deleted: change the DNS records that name it first.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.dropletActions],
    references: ["https://docs.digitalocean.com/products/droplets/details/pricing/"]
  ) { account in
    account.ownDroplets.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard droplet.status == "off" else { return .pass }
    if account.has(droplet.tags, oneOf: account.settings.keepTags) { return .pass }
    guard account.facts.dropletActions[droplet.id.text] != nil else {
      return .notAssessed("its actions were not read")
    }
    let since = account.offSince(droplet)
    guard account.isOlder(since, days: 7) else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("status", "off", .droplets),
          Evidence("actions.completed_at", since, .dropletActions),
          Evidence("size_slug", droplet.sizeSlug ?? "-", .droplets),
          Evidence("tags", droplet.tags ?? [], .droplets),
        ],
        saving: saving(droplet, account),
        fix: [
          .run(
            "doctl compute droplet-action snapshot \(droplet.id) --snapshot-name \(account.snapshotName(droplet.name, "final")) --wait"
          ),
          .run("doctl compute droplet delete \(droplet.id)", .irreversible),
        ],
        note: note(droplet, account)))
  }

  /// What the Droplet costs, less what the snapshot of its disk does.
  private static func saving(_ droplet: Droplet, _ account: AccountView) -> Saving? {
    guard let cost = account.cost(of: droplet) else { return nil }
    let parked = Double(droplet.disk ?? 0) * account.prices.snapshotGiB
    let formula =
      "\(cost.formula) - \(droplet.disk ?? 0) GB × \(NumberText.text(account.prices.snapshotGiB)) for the snapshot"
    return Saving(cost.monthly - parked, formula, cost.source, .estimate)
  }

  private static func note(_ droplet: Droplet, _ account: AccountView) -> String? {
    let records = account.records(pointingAt: account.publicAddresses(of: droplet))
    return records.isEmpty ? nil : "These DNS records name it: " + records.joined(separator: ", ")
  }
}
