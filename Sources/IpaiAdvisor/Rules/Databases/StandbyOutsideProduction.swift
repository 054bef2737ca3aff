extension Rule {
  /// A database for development or staging with standby nodes.
  static let standbyOutsideProduction = Rule(
    "DO-COST-015", .cost, .low, .moderate,
    title: "Standby nodes on a non-production database",
    why:
      "A standby node costs as much as the primary node. It keeps a database up when a node fails, which development and staging can mostly do without.",
    condition:
      "The database has more than 1 node, its engine is PostgreSQL, MySQL, Redis, Valkey or MongoDB, and its project is for Development or Staging.",
    guards:
      "Kafka and OpenSearch are left out, because they need several nodes, and an engine that is not offered with 1 node passes. The environment does not move the severity. Staging may have standby nodes on purpose, to be like production.",
    subjects: [.databases], needs: [.projects, .projectResources, .databaseOptions], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/resize/"]
  ) { account in
    account.facts.databases.filter { engines.contains($0.engine ?? "") }.map { $0.judged(outcome($0, account)) }
  }

  private static let engines: Set = ["pg", "mysql", "redis", "valkey", "mongodb"]

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let nodes = database.numNodes else { return .notAssessed("how many nodes it has is not known") }
    if nodes <= 1 { return .pass }
    guard case .read(let environment) = account.environmentAnswer(of: database) else {
      return .notAssessed(EnvironmentAnswer.reason)
    }
    guard environment == .development || environment == .staging else { return .pass }
    guard let offered = account.databaseNodeCounts(database.engine) else {
      return .notAssessed("the options do not say with how many nodes its engine is offered")
    }
    guard offered.contains(1) else { return .pass }
    return .fail(
      Failure(
        database.evidence(.name, .nodes) + account.projectEvidence(database, environment),
        saving: account.runRates.monthly(database.id).map { saving($0, nodes) },
        fix: [.run(DatabaseResize.command(database, nodes: 1))]))
  }

  private static func saving(_ rate: Double, _ nodes: Int) -> Saving {
    Saving(
      rate * Double(nodes - 1) / Double(nodes),
      "\(NumberText.money(rate)) by the invoice of this month × \(nodes - 1) of \(nodes) nodes", .invoice, .estimate)
  }
}
