extension Rule {
  /// A snapshot of something that is gone.
  static let orphanedSnapshot = Rule(
    "DO-COST-009", .cost, .low, .quick,
    title: "Orphaned snapshot: its Droplet or volume no longer exists",
    why: "Snapshots outlive what they were made of, and are billed until somebody remembers them.",
    condition: "No Droplet or volume has the id that the snapshot was made of, and it was made more than 30 days ago.",
    guards:
      "It may be the only remaining copy, so look at it before deleting it. Snapshots that a Droplet was made from or that an autoscale pool makes its Droplets from, and snapshots with a tag to keep them are left alone. All Droplets, those with graphics processors too, and all volumes have to be read. A snapshot that a Kubernetes cluster made is deleted with kubectl.",
    subjects: [.snapshots],
    needs: [.droplets, .gpuDroplets, .volumes, .autoscalePools], scopes: [.image, .tag],
    references: ["https://docs.digitalocean.com/products/snapshots/details/pricing/"]
  ) { account in
    let living = Set(
      account.allDroplets.map { "droplet:\($0.id)" } + account.facts.volumes.map { "volume:\($0.id)" })
    let (used, isUseKnown) = (account.imagesInUse, account.knowsImagesInUse)
    return account.facts.snapshots.filter { ["droplet", "volume"].contains($0.resourceType) }.map { snapshot in
      let isKept = used.contains(snapshot.id.text) || account.has(snapshot.tags, oneOf: account.settings.keepTags)
      let outcome = isKept || living.contains(snapshot.source) ? .pass : outcome(snapshot, account)
      // A volume cannot be made from an image.
      if case .fail = outcome, !isUseKnown, snapshot.resourceType == "droplet" {
        return snapshot.judged(.notAssessed(AccountView.unknownUse))
      }
      return snapshot.judged(outcome)
    }
  }

  private static func outcome(_ snapshot: Snapshot, _ account: AccountView) -> Outcome {
    guard let age = account.days(since: snapshot.createdAt), let source = snapshot.resourceID else {
      return .notAssessed("what it was made of or when was not read")
    }
    guard age > 30 else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("resource_type", snapshot.resourceType ?? "-", .snapshots),
          Evidence("resource_id", source.text, .snapshots),
          Evidence("size_gigabytes", snapshot.sizeGigabytes ?? 0, .snapshots),
          Evidence("created_at", snapshot.createdAt, .snapshots),
        ],
        saving: account.saving(deleting: snapshot), fix: Fix.delete(snapshot),
        note: "What it was made of is gone: it may be the only remaining copy."))
  }
}
