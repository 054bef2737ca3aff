extension Rule {
  /// A file system with little space left.
  static let nearlyFullDisk = Rule(
    "DO-REL-016", .reliability, .high, .quick,
    title: "Droplet disk nearly full",
    why: "Databases stop, logs are lost and updates fail when a disk is full.",
    condition: "More than 85 % of a file system was in use at the latest sample. Over 95 % the severity is critical.",
    guards:
      "File systems without data of their own or that are always full (squashfs, tmpfs, overlay, iso9660 and the like) are left out, and one that is mounted more than once counts once, at its shortest path. At least 80 % of the samples of the last 24 hours have to be there. Nodes of Kubernetes clusters and members of autoscale pools are left alone. Growing the disk that a Droplet starts from is permanent.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/volumes/"]
  ) { account in
    account.runningDroplets.flatMap { judge($0, account) }
  }

  private static func judge(_ droplet: Droplet, _ account: AccountView) -> [Judgement] {
    guard let disks = account.facts.dropletMetrics[droplet.id.text]?.disks else {
      return [droplet.judged(.notAssessed("its file systems were not read"))]
    }
    let known = disks.filter { DropletMetrics.covered($0.used.day) != nil }
    let full = known.filter { $0.usedShare > 0.85 }
    let unknown = disks.filter { DropletMetrics.covered($0.used.day) == nil }
    let sparse = Outcome.notAssessed("there are too few data about its file systems in the last 24 hours")
    guard full.isEmpty else {
      return full.map { droplet.judged(.fail(failure(droplet, $0, account)), subKey: $0.mountpoint) }
        + unknown.map { droplet.judged(sparse, subKey: $0.mountpoint) }
    }
    return [droplet.judged(disks.isEmpty || !unknown.isEmpty ? sparse : .pass)]
  }

  private static func failure(_ droplet: Droplet, _ disk: DropletMetrics.FileSystem, _ account: AccountView) -> Failure
  {
    Failure(
      [
        Evidence("filesystem_free{mountpoint}", disk.mountpoint, .dropletMetrics),
        Evidence("filesystem_free{device}", disk.device ?? "-", .dropletMetrics),
        Evidence("used", NumberText.percent(disk.usedShare), .dropletMetrics),
        Evidence("filesystem_free", gibibytes(disk.free), .dropletMetrics),
        Evidence("growth over 7 days", disk.growthPerDay.map { gibibytes($0) + " a day" } ?? "-", .dropletMetrics),
        Evidence("days to full", daysToFull(disk), .dropletMetrics),
      ],
      fix: fix(droplet, account), severity: disk.usedShare > 0.95 ? .critical : nil)
  }

  private static func gibibytes(_ bytes: Double) -> String { NumberText.text(bytes / 1_073_741_824) + " GiB" }

  private static func daysToFull(_ disk: DropletMetrics.FileSystem) -> String {
    guard let growth = disk.growthPerDay, growth > 0 else { return "-" }
    return NumberText.text(disk.free / growth, digits: 1)
  }

  private static func fix(_ droplet: Droplet, _ account: AccountView) -> [Fix.Line] {
    let name = account.snapshotName(droplet.name, "data").lowercased().replacing(".", with: "-")
    let region: ShellText = droplet.region?.slug.map { "\($0)" } ?? "\(fill: "region")"
    return [
      .note("Make room first if you can, such as by removing old logs, images and packages."),
      .run("doctl compute volume create \(name) --region \(region) --size 100GiB --fs-type ext4"),
      .run("doctl compute volume-action attach \(fill: "volume_id") \(droplet.id) --wait"),
      .note("A larger size with --resize-disk grows the disk that the Droplet starts from, and cannot be taken back."),
    ]
  }
}
