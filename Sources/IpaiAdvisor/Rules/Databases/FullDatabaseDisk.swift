extension Rule {
  /// A MySQL database that runs out of disk.
  static let fullDatabaseDisk = Rule(
    "DO-REL-006", .reliability, .high, .quick,
    title: "Database disk nearly full",
    why: "A database whose disk is full stops taking writes, and may take a while to get back to work.",
    condition: "The engine is MySQL, and the 95th percentile of the disk use over 24 hours is above 85 %.",
    guards:
      "A database is judged only when its metrics cover the 24 hours. Other engines are not assessed, because API v2 has metrics for MySQL only. Storage can only grow, so that the advice cannot be undone: look for what can be deleted first. What more storage costs is in neither the API nor the table of prices, so that no amount is given.",
    subjects: [.databases], needs: [.databaseMetrics],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/resize/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard database.engine == "mysql" else { return .notAssessed(DatabaseCluster.noMetrics) }
    guard let disk = CoveredMetric.day(account.facts.databaseMetrics[database.id]?.disk) else {
      return .notAssessed(CoveredMetric.reason)
    }
    guard disk.p95 > 0.85 else { return .pass }
    let storage = database.storageSizeMiB.map { larger($0, used: disk.p95) }
    return .fail(
      Failure(
        [Evidence("disk_usage p95(24h)", NumberText.percent(disk.p95), .databaseMetrics)]
          + database.evidence(.storage, .size, .nodes),
        fix: [
          .note("Storage can only grow: look for what can be deleted first."),
          .run(DatabaseResize.command(database, storage: storage), .irreversible),
        ]))
  }

  /// The storage of which what is used fills 70 %, in steps of 10 GiB, as storage is sold.
  private static func larger(_ storage: Int, used: Double) -> Int {
    let step = 10_240
    let wanted = WholeNumber.up(Double(storage) * min(used, 1) / 0.7 / Double(step)) * step
    return max(wanted, storage + step)
  }
}
