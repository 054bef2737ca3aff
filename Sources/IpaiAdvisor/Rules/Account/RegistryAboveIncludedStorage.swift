extension Rule {
  /// A registry that stores more than its plan includes.
  static let registryAboveIncludedStorage = Rule(
    "DO-COST-017", .cost, .low, .quick,
    title: "Container registry above its included storage",
    why:
      "Every GiB above what the plan includes is billed. Much of it is often images that no tag refers to any longer, which a garbage collection removes.",
    condition: "The registry stores more bytes than its plan includes.",
    guards:
      "The registry is read-only while the garbage collection runs. It removes untagged images for good, including those that something pulls by their digest: look for such uses first. Where the plan does not allow more storage than it includes, nothing is billed, and new images are refused instead.",
    subjects: [.registry],
    references: [
      "https://docs.digitalocean.com/products/container-registry/how-to/clean-up-container-registry/",
      "https://docs.digitalocean.com/products/container-registry/details/pricing/",
    ]
  ) { account in
    guard let registry = account.facts.registry else { return [] }
    let subscription = account.facts.registrySubscription ?? registry.subscription
    return [registry.judged(outcome(registry, subscription?.tier))]
  }

  private static let gib = 1_073_741_824.0

  private static func outcome(_ registry: ContainerRegistry, _ tier: RegistrySubscription.Tier?) -> Outcome {
    guard let tier, let included = tier.includedStorageBytes else { return .notAssessed("its plan was not read") }
    guard let used = registry.storageUsageBytes else { return .notAssessed("how much it stores is not known") }
    guard used > included else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("registry.storage_usage_bytes", text(used), .registry),
          Evidence("subscription.tier.included_storage_bytes", text(included), .registrySubscription),
          Evidence("subscription.tier.slug", tier.slug ?? "-", .registrySubscription),
          Evidence(
            "subscription.tier.storage_overage_price_in_cents", tier.storageOveragePriceInCents.map(String.init) ?? "-",
            .registrySubscription),
        ],
        saving: saving(used - included, tier),
        fix: [
          .note(
            "The registry is read-only until this is done. Make sure that nothing pulls untagged images by their digest."
          ),
          .run("doctl registry garbage-collection start --include-untagged-manifests", .irreversible),
        ],
        note: tier.allowStorageOverage == false
          ? "The plan does not allow more storage, so new images are refused." : nil))
  }

  private static func text(_ bytes: Int) -> String { "\(bytes) (\(NumberText.text(Double(bytes) / gib)) GiB)" }

  private static func saving(_ excess: Int, _ tier: RegistrySubscription.Tier) -> Saving? {
    guard tier.allowStorageOverage != false, let cents = tier.storageOveragePriceInCents else { return nil }
    let amount = Double(excess) / gib
    let price = Double(cents) / 100
    return Saving(
      amount * price, "\(NumberText.text(amount)) GiB × \(NumberText.money(price)) (storage_overage_price_in_cents)",
      .api,
      .estimate)
  }
}
