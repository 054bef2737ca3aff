import IpaiCore

extension Rule {
  /// A volume in use that nobody made a snapshot of lately.
  static let volumeWithoutSnapshot = Rule(
    "DO-REL-003", .reliability, .medium, .quick,
    title: "Attached volume without a recent snapshot",
    why: "Backups of a Droplet do not include its volumes, so what is on a volume is lost with it.",
    condition: "The volume is attached to a Droplet, and no snapshot of it is newer than 30 days.",
    guards:
      "Volumes that are named pvc-… are left to their cluster. Volumes with a tag of what needs no backups (such as stateless, or one of your own for databases that write their own dumps) are left alone.",
    subjects: [.volumes],
    needs: [.snapshots], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/volumes/"]
  ) { account in
    let newest = account.newestSnapshots
    return account.facts.volumes.compactMap { volume in
      guard volume.dropletIDs != [], !Ownership.isOfCluster(volume) else { return nil }
      return volume.judged(outcome(volume, newest["volume:" + volume.id], account))
    }
  }

  private static func outcome(_ volume: Volume, _ newest: Snapshot?, _ account: AccountView) -> Outcome {
    guard volume.dropletIDs != nil else { return .notAssessed("what it is attached to was not read") }
    if account.has(volume.tags, oneOf: account.settings.statelessTags) { return .pass }
    if let newest {
      guard let age = account.days(since: newest.createdAt) else {
        return .notAssessed("when its snapshot was made was not read")
      }
      if age <= 30 { return .pass }
    }
    return .fail(
      Failure(
        [
          Evidence("droplet_ids", (volume.dropletIDs ?? []).map(\.text), .volumes),
          Evidence("size_gigabytes", volume.sizeGigabytes.map { String($0) } ?? "-", .volumes),
          Evidence("created_at of the newest snapshot", newest?.createdAt, .snapshots),
        ],
        saving: cost(volume, account),
        fix: [Fix.snapshot(volume, named: account.snapshotName(volume.name, account.now.day))]))
  }

  /// What a snapshot of it costs: of what is used, or of all of it where that is not known.
  private static func cost(_ volume: Volume, _ account: AccountView) -> Saving? {
    guard let size = volume.sizeGigabytes else { return nil }
    let used = account.fileSystem(of: volume).map { ($0.size - $0.free) / 1_073_741_824 }
    let amount = used ?? Double(size)
    let price = account.prices.snapshotGiB
    let formula = "-\(NumberText.text(amount, digits: 1)) GiB × \(NumberText.text(price, digits: 4))"
    return Saving(
      -amount * price, formula + (used == nil ? " (all of the volume)" : " (what is used)"),
      .table(account.prices.date), .estimate)
  }
}
