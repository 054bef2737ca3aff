extension Rule {
  /// An image that was uploaded and that no Droplet was made from.
  static let unusedCustomImage = Rule(
    "DO-COST-013", .cost, .low, .quick,
    title: "Unused custom image",
    why: "Custom images are billed by their size like snapshots, whether Droplets are made from them or not.",
    condition:
      "The image is of the type \"custom\", was made more than 90 days ago, and no Droplet and no autoscale pool uses it.",
    guards:
      "Images that are not available (new, pending, retired or deleted) and images with a tag to keep them are left alone. What makes Droplets by other means, such as Terraform or Packer, is not seen: look for the id of the image there before deleting it.",
    subjects: [.images],
    needs: [.droplets, .gpuDroplets, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/custom-images/details/pricing/"]
  ) { account in
    let (used, isUseKnown) = (account.imagesInUse, account.knowsImagesInUse)
    return account.facts.images.filter { $0.type == "custom" && $0.status == "available" }.map { image in
      let isKept = account.has(image.tags, oneOf: account.settings.keepTags)
      let isUsed = used.contains(image.id.text) || image.slug.map(used.contains) ?? false
      let outcome = isKept || isUsed ? .pass : outcome(image, account)
      if case .fail = outcome, !isUseKnown { return image.judged(.notAssessed(AccountView.unknownUse)) }
      return image.judged(outcome)
    }
  }

  private static func outcome(_ image: Image, _ account: AccountView) -> Outcome {
    guard let age = account.days(since: image.createdAt) else { return .notAssessed("when it was made was not read") }
    guard age > 90 else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("size_gigabytes", image.sizeGigabytes.map { NumberText.text($0) } ?? "-", .images),
          Evidence("distribution", image.distribution ?? "-", .images),
          Evidence("created_at", image.createdAt, .images),
        ],
        saving: account.saving(deleting: image),
        fix: [
          .note("Look for \(image.id) in what makes Droplets, such as Terraform or Packer, before deleting it."),
          .run("doctl compute image delete \(image.id)", .irreversible),
        ]))
  }
}
