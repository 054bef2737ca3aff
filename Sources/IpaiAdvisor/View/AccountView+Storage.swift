/// What volumes, snapshots and images cost, and who needs them.
extension AccountView {
  /// What a volume costs in a month; nil where its size is not known.
  package func saving(deleting volume: Volume) -> Saving? {
    saving(volume.id, volume.sizeGigabytes.map { Double($0) }, prices.volumeGiB)
  }

  /// What a snapshot costs in a month; nil where its size is not known.
  package func saving(deleting snapshot: Snapshot) -> Saving? {
    saving(snapshot.id.text, snapshot.sizeGigabytes, prices.snapshotGiB)
  }

  /// What an image costs in a month; nil where its size is not known.
  package func saving(deleting image: Image) -> Saving? {
    saving(image.id.text, image.sizeGigabytes, prices.snapshotGiB)
  }

  private func saving(_ id: String, _ size: Double?, _ price: Double) -> Saving? {
    if let rate = runRates.monthly(id) {
      return Saving(rate, "\(NumberText.money(rate)) by the invoice of this month", .invoice)
    }
    guard let size else { return nil }
    // A cent is the least that is billed.
    return Saving(
      max(0.01, size * price), "\(NumberText.text(size)) GiB × \(NumberText.text(price, digits: 4))",
      .table(prices.date))
  }

  /// The ids and slugs of images that Droplets were made from, or that autoscale pools make theirs from.
  package var imagesInUse: Set<String> {
    var images = Set(facts.autoscalePools.compactMap { $0.dropletTemplate?.image })
    for droplet in allDroplets {
      images.formUnion([droplet.image?.id.text, droplet.image?.slug].compactMap { $0 })
    }
    return images
  }

  /// Whether the images that all Droplets were made from are known: without `image:read` they are hidden.
  package var knowsImagesInUse: Bool { allDroplets.allSatisfy { $0.image != nil } }

  /// The reason why what is in no known use cannot be judged where those images are not known.
  static let unknownUse = "the image that a Droplet was made from was not read"

  /// The newest snapshot of each resource, by the type and the id of the resource.
  package var newestSnapshots: [String: Snapshot] {
    Dictionary(
      facts.snapshots.map { ($0.source, $0) },
      uniquingKeysWith: { left, right in
        guard let first = left.createdAt, let second = right.createdAt else {
          return left.createdAt == nil ? right : left
        }
        return (first, left.id) < (second, right.id) ? right : left
      })
  }
}

extension Snapshot {
  /// What it was made of: `volume:506f78a4-…`.
  package var source: String { "\(resourceType ?? ""):\(resourceID?.text ?? "")" }
}
