extension Rule {
  /// A database whose storage does not grow by itself.
  static let fixedStorage = Rule(
    "DO-REL-007", .reliability, .medium, .quick,
    title: "Database storage autoscaling is off",
    why:
      "A database whose disk fills up stops taking writes. With autoscaling the storage grows before that, without anybody having to watch it.",
    condition: "Storage autoscaling of the database is off.",
    guards:
      "A database whose engine has no storage autoscaling, so that the API does not answer for it, is not assessed. Storage never shrinks again, and each increment is billed from then on. What a GiB of it costs is in neither the API nor the table of prices, so that no amount is given: see the pricing page of the engine.",
    subjects: [.databases], needs: [.databaseAutoscale],
    references: [
      "https://docs.digitalocean.com/reference/doctl/reference/databases/storage-autoscale/update/",
      "https://docs.digitalocean.com/products/databases/postgresql/details/pricing/",
    ]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let autoscale = account.facts.databaseAutoscale[database.id] else {
      return .notAssessed("its engine has no storage autoscaling, or the settings were not read")
    }
    guard let isOn = autoscale.isEnabled else { return .notAssessed("whether storage autoscaling is on is not known") }
    if isOn { return .pass }
    return .fail(
      Failure(
        [
          Evidence("autoscale.storage.enabled", "false", .databaseAutoscale),
          Evidence(
            "autoscale.storage.threshold_percent", autoscale.thresholdPercent.map(String.init) ?? "-",
            .databaseAutoscale),
          Evidence(
            "autoscale.storage.increment_gib", autoscale.incrementGiB.map(String.init) ?? "-", .databaseAutoscale),
        ] + database.evidence(.storage),
        fix: [
          .note("Storage never shrinks again, and each increment of 10 GiB is billed from then on."),
          .run(
            "doctl databases storage-autoscale update \(database.id) --enabled true --threshold-percent 80 --increment-gib 10"
          ),
        ]))
  }
}
