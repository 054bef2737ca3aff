extension Rule {
  /// A Droplet whose backups are enabled, and that has none.
  static let backupsNeverCompleted = Rule(
    "DO-REL-002", .reliability, .high, .moderate,
    title: "Backups enabled but none completed",
    why: "That backups are paid for and never made comes to light only when one is needed.",
    condition: "The Droplet has the feature \"backups\", it was made more than 8 days ago, and it has no backup.",
    guards:
      "The token needs image:read: without it every Droplet looks as if it had no backups. Where the actions of the Droplet say that backups were enabled within the last 8 days, the first one may still come. Nodes of Kubernetes clusters and members of autoscale pools are left alone.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.autoscalePools, .dropletActions], scopes: [.image, .tag],
    references: ["https://docs.digitalocean.com/products/backups/"]
  ) { account in
    account.ownDroplets.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard let features = droplet.features, let backups = droplet.backupIDs else {
      return .notAssessed("its backups were not read")
    }
    guard features.contains("backups"), backups.isEmpty else { return .pass }
    guard let age = account.days(since: droplet.createdAt) else { return .notAssessed("when it was made was not read") }
    guard age > 8 else { return .pass }
    guard account.facts.dropletActions[droplet.id.text] != nil else { return .notAssessed("its actions were not read") }
    if wereEnabledLately(droplet, account) { return .pass }
    let window = droplet.nextBackupWindow
    let list = account.list(of: droplet)
    return .fail(
      Failure(
        [
          Evidence("features", features, list),
          Evidence("backup_ids", [], list),
          Evidence("created_at", droplet.createdAt, list),
          Evidence("next_backup_window.start", window?.start, list),
          Evidence(
            "policies.backup_policy.plan", account.facts.backupPolicies[droplet.id.text]?.backupPolicy?.plan ?? "-",
            .backupPolicies),
        ],
        fix: [
          Fix.snapshot(droplet, named: account.snapshotName(droplet.name, "manual")),
          .note("Ask DigitalOcean's support why no backup was made if the next window passes without one."),
        ]))
  }

  private static func wereEnabledLately(_ droplet: Droplet, _ account: AccountView) -> Bool {
    (account.facts.dropletActions[droplet.id.text] ?? []).contains { action in
      guard action.type == "enable_backups", let age = account.days(since: action.completedAt ?? action.startedAt)
      else {
        return false
      }
      return age <= 8
    }
  }
}
