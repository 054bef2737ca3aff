extension Rule {
  /// A snapshot of a Droplet that newer ones have replaced long ago.
  static let oldDropletSnapshot = Rule(
    "DO-COST-007", .cost, .low, .quick,
    title: "Old Droplet snapshot",
    why: "Snapshots are billed by their size until they are deleted, and a new one does not replace an old one.",
    condition: "The snapshot is of a Droplet, was made more than 90 days ago, and is not the newest of its Droplet.",
    guards:
      "The newest snapshot of each Droplet, snapshots that a Droplet was made from or that an autoscale pool makes its Droplets from, and snapshots with a tag to keep them are left alone. At least 0.01 USD is billed.",
    subjects: [.snapshots],
    needs: [.snapshots, .droplets, .gpuDroplets, .autoscalePools], scopes: [.image, .tag],
    references: ["https://docs.digitalocean.com/products/snapshots/details/pricing/"]
  ) { account in
    account.oldSnapshots(of: "droplet")
  }
}

extension AccountView {
  /// Judges the snapshots of a kind of resource by their age: the newest of each resource and those in use are kept.
  func oldSnapshots(of type: String) -> [Judgement] {
    let newest = newestSnapshots
    let (used, isUseKnown) = (imagesInUse, type != "droplet" || knowsImagesInUse)
    return facts.snapshots.filter { $0.resourceType == type }.map { snapshot in
      if used.contains(snapshot.id.text) || has(snapshot.tags, oneOf: settings.keepTags) {
        return snapshot.judged(.pass)
      }
      let outcome = outcome(snapshot, newest: newest[snapshot.source])
      if case .fail = outcome, !isUseKnown { return snapshot.judged(.notAssessed(Self.unknownUse)) }
      return snapshot.judged(outcome)
    }
  }

  private func outcome(_ snapshot: Snapshot, newest: Snapshot?) -> Outcome {
    guard let age = days(since: snapshot.createdAt), snapshot.resourceID != nil else {
      return .notAssessed("what it was made of or when was not read")
    }
    guard age > 90, let newest, newest.id != snapshot.id else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("size_gigabytes", snapshot.sizeGigabytes ?? 0, .snapshots),
          Evidence("created_at", snapshot.createdAt, .snapshots),
          Evidence("age", "\(Int(age)) days", .snapshots),
          Evidence("resource_id", snapshot.resourceID?.text ?? "-", .snapshots),
          Evidence("regions", snapshot.regions ?? [], .snapshots),
          Evidence("created_at of the newest", newest.createdAt, .snapshots),
        ], saving: saving(deleting: snapshot), fix: Fix.delete(snapshot)))
  }
}
