import IpaiCore

extension Rule {
  /// A database whose daily backup did not come.
  static let staleBackup = Rule(
    "DO-REL-005", .reliability, .critical, .moderate,
    title: "Database backup is stale",
    why:
      "DigitalOcean backs up such a database every day. When the last backup is older than that, something is wrong with it, and what was written since is lost if the database is.",
    condition:
      "The engine is PostgreSQL, MySQL, MongoDB or OpenSearch, the database is older than 2 days, and its latest backup is older than 48 hours.",
    guards:
      "Redis, Valkey and Kafka have no daily backups and are not assessed. Neither is a database whose backups were not read. An empty list of backups counts for PostgreSQL and MySQL only, because the API promises a complete list for no other engine.",
    subjects: [.databases], needs: [.databaseBackups],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/backups/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static let engines: Set = ["pg", "mysql", "mongodb", "opensearch"]
  private static let enginesWithFullLists: Set = ["pg", "mysql"]

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    let engine = database.engine ?? ""
    guard engines.contains(engine) else { return .notAssessed("its engine has no daily backups") }
    guard let backups = account.facts.databaseBackups[database.id] else {
      return .notAssessed("its backups were not read")
    }
    guard let age = account.days(since: database.createdAt) else { return .notAssessed("its age is not known") }
    if age <= 2 { return .pass }
    let latest = backups.compactMap(\.createdAt).max()
    if let latest {
      guard account.isOlder(latest, days: 2) else { return .pass }
    } else if !backups.isEmpty || !enginesWithFullLists.contains(engine) {
      return .notAssessed("when it was backed up last is not known")
    }
    return .fail(
      Failure(
        database.evidence(.name, .engine) + [
          Evidence("created_at", database.createdAt, .databases),
          Evidence("backups.created_at", latest?.timestamp.rfc3339 ?? "no backup", .databaseBackups),
        ],
        fix: [
          .run("doctl databases backups \(database.id)"),
          .run("doctl databases events list \(database.id)"),
          .note("Take a dump of the database now, and open a ticket with DigitalOcean."),
        ]))
  }
}
