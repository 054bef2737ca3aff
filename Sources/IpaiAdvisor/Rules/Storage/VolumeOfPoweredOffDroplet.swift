extension Rule {
  /// A volume whose Droplet has been off for weeks.
  static let volumeOfPoweredOffDroplet = Rule(
    "DO-COST-005", .cost, .low, .moderate,
    title: "Volume attached only to powered-off Droplets",
    why: "Nobody reads a volume whose Droplet is off, and a snapshot keeps what is on it for less.",
    condition:
      "All Droplets that the volume is attached to have the status \"off\", and have been off for more than 7 days.",
    guards:
      "A Droplet that is off is reported after 7 days too (DO-COST-001). Volumes and Droplets with a tag to keep them, nodes of Kubernetes clusters and members of autoscale pools are left alone.",
    subjects: [.volumes],
    needs: [.droplets, .gpuDroplets, .dropletActions, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/volumes/details/pricing/"]
  ) { account in
    let own = Set(account.ownDroplets.map(\.id))
    return account.facts.volumes.map { volume in
      volume.judged(volume.dropletIDs == [] ? .notConcerned : outcome(volume, own, account))
    }
  }

  private static func outcome(_ volume: Volume, _ own: Set<ResourceID>, _ account: AccountView) -> Outcome {
    guard let ids = volume.dropletIDs else { return .notAssessed("what it is attached to was not read") }
    let droplets = ids.compactMap { account.droplet($0) }
    guard droplets.count == ids.count else { return .notAssessed("a Droplet that it is attached to was not read") }
    let keepTags = account.settings.keepTags
    let areOff = droplets.allSatisfy {
      $0.status == "off" && own.contains($0.id) && !account.has($0.tags, oneOf: keepTags)
    }
    guard areOff, !account.has(volume.tags, oneOf: keepTags) else { return .pass }
    guard droplets.allSatisfy({ account.facts.dropletActions[$0.id.text] != nil }) else {
      return .notAssessed("the actions of its Droplet were not read")
    }
    guard droplets.allSatisfy({ account.isOlder(account.offSince($0), days: 7) }) else { return .pass }
    return .fail(failure(volume, droplets, account))
  }

  private static func failure(_ volume: Volume, _ droplets: [Droplet], _ account: AccountView) -> Failure {
    let since = droplets.map {
      Evidence("actions.completed_at of Droplet \($0.id)", account.offSince($0), .dropletActions)
    }
    return Failure(
      [
        Evidence("droplet_ids", droplets.map(\.id.text), .volumes),
        Evidence("size_gigabytes", volume.sizeGigabytes.map { String($0) } ?? "-", .volumes),
        Evidence("droplets.status", "off", .droplets),
      ] + since,
      saving: account.saving(deleting: volume),
      fix: droplets.map { .run("doctl compute volume-action detach \(volume.id) \($0.id) --wait") }
        + Fix.delete(volume, snapshotNamed: account.snapshotName(volume.name, "parked")))
  }
}
