extension Rule {
  /// A snapshot of a volume that newer ones have replaced long ago.
  static let oldVolumeSnapshot = Rule(
    "DO-COST-008", .cost, .low, .quick,
    title: "Old volume snapshot",
    why: "Snapshots are billed by their size until they are deleted, and a new one does not replace an old one.",
    condition: "The snapshot is of a volume, was made more than 90 days ago, and is not the newest of its volume.",
    guards:
      "The newest snapshot of each volume and snapshots with a tag to keep them are left alone. A snapshot that is named snapshot-… and a UUID was made by a Kubernetes cluster, and has to be deleted with kubectl: otherwise what the cluster knows of it stays behind. At least 0.01 USD is billed.",
    subjects: [.snapshots],
    needs: [.snapshots], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/snapshots/details/pricing/"]
  ) { account in
    account.oldSnapshots(of: "volume")
  }
}
