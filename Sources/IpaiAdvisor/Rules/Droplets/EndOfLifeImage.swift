import IpaiCore

extension Rule {
  /// A Droplet that was made from a release of an operating system that gets no security updates any more.
  static let endOfLifeImage = Rule(
    "DO-SEC-026", .security, .medium, .moderate,
    title: "Droplet runs an end-of-life operating system image",
    why: "A release past its end of life gets no security updates, so that known holes stay open.",
    condition:
      "The image that the Droplet was created from is a release of Ubuntu, Debian, CentOS, Fedora, Rocky Linux or AlmaLinux whose security updates ended before today, by the table of releases of this program (the long-term support of Debian included).",
    guards:
      "Only images that DigitalOcean offers or offered are known; about snapshots, backups and custom images nothing is said, because their names are free. An upgrade in place cannot be seen. Ubuntu Droplets with the tag \"esm\" or \"ubuntu-pro\" get updates for longer and are left alone, and so are nodes of Kubernetes clusters and members of autoscale pools.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.autoscalePools], scopes: [.image, .tag],
    references: ["https://docs.digitalocean.com/products/droplets/details/images/"]
  ) { account in
    account.ownDroplets.map { $0.judged(outcome($0, account)) }
  }

  /// Tags of Droplets whose Ubuntu gets updates for longer.
  static let extendedTags = ["esm", "ubuntu-pro"]

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard let image = droplet.image else { return .notAssessed("its image was not read") }
    guard let release = SystemRelease(of: image) else {
      return .notAssessed("which release its image has cannot be said")
    }
    guard let end = release.endOfLife else { return .notAssessed("the end of life of its release is not known") }
    guard end < account.now.day else { return .pass }
    if release.system == "ubuntu", account.has(droplet.tags, oneOf: extendedTags) { return .pass }
    let list = account.list(of: droplet)
    return .fail(
      Failure(
        [
          Evidence("image.distribution", image.distribution ?? "-", list),
          Evidence("image.slug", image.slug ?? "-", list),
          Evidence("image.name", image.name ?? "-", list),
          Evidence("end of life", end, list),
        ],
        fix: fix(droplet, account),
        note:
          "Confidence: medium. It was created from \(image.distribution ?? "") \(image.name ?? ""); an upgrade in place since cannot be seen."
      ))
  }

  private static func fix(_ droplet: Droplet, _ account: AccountView) -> [Fix.Line] {
    let size: ShellText = droplet.sizeSlug.map { "\($0)" } ?? "\(fill: "size")"
    let region: ShellText = droplet.region?.slug.map { "\($0)" } ?? "\(fill: "region")"
    var parts: [ShellText] = [
      "doctl compute droplet create \(account.snapshotName(droplet.name, "new"))",
      "--image ubuntu-24-04-x64 --size \(size) --region \(region)",
    ]
    if let network = droplet.vpcUUID, !network.isEmpty { parts.append("--vpc-uuid \(network)") }
    parts.append("--enable-monitoring --enable-backups")
    // Without a plan, backups are daily, which cost more.
    parts.append("--backup-policy-plan weekly --backup-policy-weekday SUN --backup-policy-hour 4")
    return [
      Fix.snapshot(droplet, named: account.snapshotName(droplet.name, "before-os")),
      .run(ShellText(parts)),
      .note("Move what the old Droplet does to the new one. Any image will do that still gets updates."),
    ]
  }
}
