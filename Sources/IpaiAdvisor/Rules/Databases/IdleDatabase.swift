extension Rule {
  /// A MySQL database that does next to nothing.
  static let idleDatabase = Rule(
    "DO-COST-014", .cost, .medium, .moderate,
    title: "Idle managed MySQL database",
    why: "A managed database is billed for every hour that it exists, whether anybody uses it or not.",
    condition:
      "The engine is MySQL, the 95th percentile of the processor use over 14 days is below 5 %, and there was never more than 1 connected thread in that time.",
    guards:
      "A database is judged only when its metrics cover the 14 days. Other engines are not assessed, because API v2 has metrics for MySQL only. Deleting a database ends all of its backups too: take a dump of what has to stay.",
    subjects: [.databases], needs: [.databaseMetrics],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/delete/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard database.engine == "mysql" else { return .notAssessed(DatabaseCluster.noMetrics) }
    let metrics = account.facts.databaseMetrics[database.id]
    guard let cpu = CoveredMetric.fortnight(metrics?.cpu), let threads = CoveredMetric.fortnight(metrics?.threads)
    else {
      return .notAssessed(CoveredMetric.reason)
    }
    guard cpu.p95 < 0.05, threads.maximum <= 1 else { return .pass }
    let rate = account.runRates.monthly(database.id)
    return .fail(
      Failure(
        database.evidence(.name, .size, .nodes) + [
          Evidence("cpu_usage p95(14d)", NumberText.percent(cpu.p95), .databaseMetrics),
          Evidence("threads_connected max(14d)", threads.maximum, digits: 0, .databaseMetrics),
        ],
        saving: rate.map { Saving($0, "\(NumberText.money($0)) by the invoice of this month", .invoice) },
        fix: [
          .run("doctl databases backups \(database.id)"),
          .note("Deleting the database ends all of its backups too: take a dump first of what has to stay."),
          .run("doctl databases delete \(database.id)", .irreversible),
        ]))
  }
}

extension DatabaseCluster {
  /// Why a database of another engine than MySQL cannot be judged by metrics.
  static let noMetrics = "API v2 has no metrics of its engine, but of MySQL alone"
}
