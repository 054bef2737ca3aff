extension Rule {
  /// A Droplet that is not in production and has daily backups.
  static let dailyBackupsOutsideProduction = Rule(
    "DO-COST-022", .cost, .low, .quick,
    title: "Daily backups on a non-production Droplet",
    why:
      "Daily backups cost half as much again as weekly ones, and a Droplet for development or staging rarely needs them.",
    condition:
      "Backups are enabled with the plan \"daily\", and the environment of the Droplet's project is Development or Staging.",
    guards:
      "Where it is not known which project a Droplet is in, nothing is said. Nodes of Kubernetes clusters and members of autoscale pools are left alone. The shares of 30 % and 20 % are those of Basic plans; where the invoice has a line for the backups of the Droplet, that amount is taken instead.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.backupPolicies, .projects, .projectResources, .autoscalePools], scopes: [.tag], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/backups/details/pricing/"]
  ) { account in
    account.ownDroplets.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard let policy = account.facts.backupPolicies[droplet.id.text] else {
      return .notAssessed("its backup policy was not read")
    }
    guard policy.backupEnabled ?? false, policy.backupPolicy?.plan == "daily" else { return .pass }
    guard account.knowsProject(of: droplet.urn) else { return .notAssessed("its project was not read") }
    guard let environment = account.environment(of: droplet.urn), environment != .production else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("policies.backup_policy.plan", "daily", .backupPolicies),
          Evidence(
            "policies.backup_policy.retention_period_days",
            policy.backupPolicy?.retentionPeriodDays.map { String($0) } ?? "-", .backupPolicies),
          Evidence("projects.name", account.project(of: droplet.urn)?.name ?? "-", .projects),
          Evidence("projects.environment", environment.rawValue, .projects),
        ],
        saving: saving(droplet, account),
        fix: [
          .run(
            "doctl compute droplet-action change-backup-policy \(droplet.id) --backup-policy-plan weekly --backup-policy-weekday SUN --backup-policy-hour 4"
          )
        ]))
  }

  private static func saving(_ droplet: Droplet, _ account: AccountView) -> Saving? {
    let (daily, weekly) = (account.prices.dailyBackups, account.prices.weeklyBackups)
    if let rate = backupRate(droplet, account), daily > 0 {
      let shares = "\(NumberText.text(weekly)) / \(NumberText.text(daily))"
      let formula = "\(NumberText.money(rate)) for backups by the invoice of this month × (1 - \(shares))"
      return Saving(rate * (1 - weekly / daily), formula, .invoice, .estimate)
    }
    guard let price = account.price(of: droplet) else { return nil }
    let formula =
      "\(NumberText.money(price)) (size.price_monthly) × (\(NumberText.text(daily)) - \(NumberText.text(weekly)))"
    return Saving(price * (daily - weekly), formula, .api, .estimate)
  }

  /// What the invoice says that the backups of a Droplet cost in a month; nil where it has no line for them.
  private static func backupRate(_ droplet: Droplet, _ account: AccountView) -> Double? {
    let lines = account.facts.invoicePreview.filter { item in
      guard item.resourceID == droplet.id.text || item.resourceUUID == droplet.id.text else { return false }
      return [item.product, item.description, item.groupDescription].contains {
        $0?.lowercased().contains("backup") ?? false
      }
    }
    return RunRates(lines).monthly(droplet.id.text)
  }
}
