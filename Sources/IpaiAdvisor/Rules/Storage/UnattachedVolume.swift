extension Rule {
  /// A volume that no Droplet has.
  static let unattachedVolume = Rule(
    "DO-COST-004", .cost, .medium, .quick,
    title: "Unattached volume",
    why: "A volume is billed by its size, whether a Droplet has it or not. A snapshot keeps what is on it for less.",
    condition: "The volume is attached to no Droplet, and was made more than 7 days ago.",
    guards:
      "Volumes with a tag to keep them are left alone. Volumes that are named pvc-… belong to a Kubernetes cluster and may be kept by a PersistentVolume on purpose: they are of low severity, and kubectl shows whether one names them. Wait for a snapshot that is being made before deleting its volume.",
    subjects: [.volumes], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/volumes/details/pricing/"]
  ) { account in
    account.facts.volumes.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ volume: Volume, _ account: AccountView) -> Outcome {
    guard let droplets = volume.dropletIDs else { return .notAssessed("what it is attached to was not read") }
    guard droplets.isEmpty else { return .pass }
    if account.has(volume.tags, oneOf: account.settings.keepTags) { return .pass }
    guard let age = account.days(since: volume.createdAt) else { return .notAssessed("when it was made was not read") }
    guard age > 7 else { return .pass }
    let isOfCluster = Ownership.isOfCluster(volume)
    return .fail(
      Failure(
        [
          Evidence("droplet_ids", [], .volumes),
          Evidence("size_gigabytes", volume.sizeGigabytes.map { String($0) } ?? "-", .volumes),
          Evidence("region.slug", volume.region?.slug ?? "-", .volumes),
          Evidence("created_at", volume.createdAt, .volumes),
          Evidence("filesystem_type", volume.filesystemType ?? "-", .volumes),
          Evidence("tags", volume.tags ?? [], .volumes),
        ],
        saving: account.saving(deleting: volume),
        fix: (isOfCluster ? lookInCluster(volume) : [])
          + Fix.delete(volume, snapshotNamed: account.snapshotName(volume.name, "final")),
        severity: isOfCluster ? .low : nil))
  }

  private static func lookInCluster(_ volume: Volume) -> [Fix.Line] {
    [
      .run("kubectl get pv \(volume.name ?? "")"),
      .note(
        "Go on only where no PersistentVolume names the volume; otherwise delete it with its claim in the cluster."),
    ]
  }
}
