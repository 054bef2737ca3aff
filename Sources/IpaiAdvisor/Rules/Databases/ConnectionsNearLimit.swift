extension Rule {
  /// A MySQL database that will soon refuse clients.
  static let connectionsNearLimit = Rule(
    "DO-PERF-009", .performance, .medium, .moderate,
    title: "MySQL connections near the limit",
    why: "A database that has no connection left refuses every further client with an error.",
    condition:
      "The engine is MySQL, and the 95th percentile of the connected threads over 24 hours is above 80 % of the limit of the size, which is taken as 75 connections per GB of memory.",
    guards:
      "Other engines are not assessed, because API v2 has metrics for MySQL only. A database is judged only when its metrics cover the 24 hours and the name of its size says how much memory it has. The limit is not in the API and is a rule of thumb of DigitalOcean's plans: look at max_connections before you pay for more.",
    subjects: [.databases], needs: [.databaseMetrics],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/resize/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static let connectionsPerGB = 75

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard database.engine == "mysql" else { return .notAssessed(DatabaseCluster.noMetrics) }
    guard let size = DatabaseSize(database.size) else { return .notAssessed("how much memory it has is not known") }
    guard let threads = CoveredMetric.day(account.facts.databaseMetrics[database.id]?.threads) else {
      return .notAssessed(CoveredMetric.reason)
    }
    let limit = size.memory * connectionsPerGB
    guard threads.p95 > 0.8 * Double(limit) else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("threads_connected p95(24h)", threads.p95, digits: 1, .databaseMetrics),
          Evidence("limit of connections", "\(limit) (\(size.memory) GB × \(connectionsPerGB))", .databases),
        ] + database.evidence(.size),
        fix: fix(database, account),
        note: "The limit is taken from the memory of the size, since the API does not say it."))
  }

  private static func fix(_ database: DatabaseCluster, _ account: AccountView) -> [Fix.Line] {
    let offered = account.databaseSizes(database.engine, nodes: database.numNodes ?? 1)
    let next = account.nextDatabaseSize(after: database.size, in: offered)
    let size: ShellText = next.map { "\($0)" } ?? "\(fill: "next_size")"
    return [
      .note("Look first whether clients leave connections open that they do not use."),
      DatabaseResize.storageOfLargerSizes,
      .run(DatabaseResize.command(database, size: size), .needsDowntime),
    ]
  }
}
