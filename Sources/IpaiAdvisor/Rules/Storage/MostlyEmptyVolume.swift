extension Rule {
  /// A large volume with little on it.
  static let mostlyEmptyVolume = Rule(
    "DO-COST-006", .cost, .low, .significant,
    title: "Volume mostly empty",
    why: "A volume is billed by its size and not by what is on it.",
    condition:
      "The volume has at least 100 GiB, one file system on its Droplet is as large as it (at least 90 % of its size), and the 95th percentile of what was used of that file system over the last 14 days is under 20 %.",
    guards:
      "A volume cannot shrink: it takes a new one, and everything has to be copied. Only a volume with one file system of its own is looked at; with LVM, RAID, or several volumes of one size that the names of folders do not tell apart, nothing is said. Volumes that are named pvc-… are left to their cluster, and volumes with a tag to keep them are left alone.",
    subjects: [.volumes],
    needs: [.dropletMetrics], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/volumes/details/pricing/"]
  ) { account in
    account.facts.volumes.compactMap { volume in
      guard volume.dropletIDs != [], !Ownership.isOfCluster(volume) else { return nil }
      return volume.judged(outcome(volume, account))
    }
  }

  private static func outcome(_ volume: Volume, _ account: AccountView) -> Outcome {
    guard let size = volume.sizeGigabytes else { return .notAssessed("its size was not read") }
    guard size >= 100, !account.has(volume.tags, oneOf: account.settings.keepTags) else { return .pass }
    guard let fileSystem = account.fileSystem(of: volume) else {
      return .notAssessed("which file system is on it cannot be said")
    }
    guard let used = DropletMetrics.covered(fileSystem.used.fortnight) else {
      return .notAssessed("there are too few data about its file system in the last 14 days")
    }
    guard used.p95 < 0.2 else { return .pass }
    let amount = used.p95 * fileSystem.size / 1_073_741_824
    let enough = max(1, WholeNumber.up(1.5 * amount))
    return .fail(
      Failure(
        [
          Evidence("size_gigabytes", "\(size)", .volumes),
          Evidence("filesystem_size{device}", fileSystem.device ?? "-", .dropletMetrics),
          Evidence("filesystem_size{mountpoint}", fileSystem.mountpoint, .dropletMetrics),
          Evidence("used, 95th percentile of 14 days", "\(NumberText.text(amount, digits: 1)) GiB", .dropletMetrics),
        ],
        saving: saving(volume, size, enough, account), fix: fix(volume, enough)))
  }

  private static func saving(_ volume: Volume, _ size: Int, _ enough: Int, _ account: AccountView) -> Saving? {
    guard let whole = account.saving(deleting: volume) else { return nil }
    let share = Double(size - enough) / Double(size)
    return Saving(
      whole.monthly * share, "(\(whole.formula)) × (\(size) - \(enough)) / \(size)", whole.source, .estimate)
  }

  private static func fix(_ volume: Volume, _ enough: Int) -> [Fix.Line] {
    let name = String((volume.name ?? "volume").prefix(58)) + "-small"
    let type = volume.filesystemType == "xfs" ? "xfs" : "ext4"
    let region: ShellText = volume.region?.slug.map { "\($0)" } ?? "\(fill: "region")"
    let droplet: ShellText = volume.dropletIDs?.first.map { "\($0)" } ?? "\(fill: "droplet_id")"
    return [
      .run("doctl compute volume create \(name) --region \(region) --size \(enough)GiB --fs-type \(type)"),
      .run("doctl compute volume-action attach \(fill: "new_id") \(droplet) --wait"),
      .note("Copy everything to the new volume and use it for a while before the old one is detached and deleted."),
    ]
  }
}
