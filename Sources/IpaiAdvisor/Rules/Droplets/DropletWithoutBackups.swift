extension Rule {
  /// A Droplet that could not be restored.
  static let dropletWithoutBackups = Rule(
    "DO-REL-001", .reliability, .high, .quick,
    title: "Droplet without backups",
    why: "Without a backup or a snapshot, a broken disk, a bad command or a break-in loses everything on the Droplet.",
    condition:
      "The Droplet has no backups by its features, by the window of the next backup and by its backup policy, and no snapshot of it is newer than 30 days.",
    guards:
      "Nodes of Kubernetes clusters, members of autoscale pools and Droplets with a tag of what needs no backups (stateless) are left alone. The severity is low where the environment of the project is Development. Where the project of a Droplet was not read, nothing is said. Without a plan doctl makes daily backups, which cost more: the fix names the weekly plan.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.backupPolicies, .snapshots, .projects, .projectResources, .autoscalePools], scopes: [.image, .tag],
    followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/backups/"]
  ) { account in
    let newest = account.newestSnapshots
    return account.ownDroplets.map { $0.judged(outcome($0, newest["droplet:\($0.id)"], account)) }
  }

  private static func outcome(_ droplet: Droplet, _ newest: Snapshot?, _ account: AccountView) -> Outcome {
    guard let features = droplet.features else { return .notAssessed("its features were not read") }
    let policy = account.facts.backupPolicies[droplet.id.text]
    if features.contains("backups") || droplet.nextBackupWindow != nil || policy?.backupEnabled ?? false {
      return .pass
    }
    if account.has(droplet.tags, oneOf: account.settings.statelessTags) { return .pass }
    if let newest {
      guard let age = account.days(since: newest.createdAt) else {
        return .notAssessed("when its snapshot was made was not read")
      }
      if age <= 30 { return .pass }
    }
    guard account.knowsProject(of: droplet.urn) else { return .notAssessed("its project was not read") }
    return .fail(failure(droplet, newest, account))
  }

  private static func failure(_ droplet: Droplet, _ newest: Snapshot?, _ account: AccountView) -> Failure {
    Failure(
      [
        Evidence("features", droplet.features ?? [], account.list(of: droplet)),
        Evidence("next_backup_window", "none", account.list(of: droplet)),
        Evidence("size_slug", droplet.sizeSlug ?? "-", account.list(of: droplet)),
        Evidence("created_at of the newest snapshot", newest?.createdAt, .snapshots),
        Evidence("projects.name", account.project(of: droplet.urn)?.name ?? "none", .projects),
      ],
      saving: cost(droplet, account),
      fix: [
        .run(
          "doctl compute droplet-action enable-backups \(droplet.id) --backup-policy-plan weekly --backup-policy-weekday SUN --backup-policy-hour 4"
        )
      ],
      severity: account.environment(of: droplet.urn) == .development ? .low : nil)
  }

  /// What weekly backups cost.
  private static func cost(_ droplet: Droplet, _ account: AccountView) -> Saving? {
    guard let cost = account.cost(of: droplet) else { return nil }
    let share = account.prices.weeklyBackups
    return Saving(
      -cost.monthly * share, "-\(cost.formula) × \(NumberText.text(share)) for weekly backups", cost.source, .estimate)
  }
}
