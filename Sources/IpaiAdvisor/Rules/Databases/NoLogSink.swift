extension Rule {
  /// A database of production whose logs go nowhere.
  static let noLogSink = Rule(
    "DO-OPS-018", .operations, .low, .moderate,
    title: "Database without a log sink",
    why:
      "The logs of a managed database are kept for a short time only. Without a log sink there is nothing to look at when you find out about a problem later.",
    condition:
      "The project of the database is for Production, the database sends its logs nowhere, and its engine is PostgreSQL, MySQL, MongoDB, Kafka, OpenSearch, Redis or Valkey.",
    guards:
      "Databases of projects for anything but Production pass, other engines are left out, and the environment does not move the severity. doctl has no command for log sinks, so that the advice calls the API.",
    subjects: [.databases], needs: [.projects, .projectResources, .databaseLogsinks], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/databases/postgresql/how-to/forward-logs/"]
  ) { account in
    account.facts.databases.filter { engines.contains($0.engine ?? "") }.map { $0.judged(outcome($0, account)) }
  }

  private static let engines: Set = ["pg", "mysql", "mongodb", "kafka", "opensearch", "redis", "valkey"]

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard case .read(let environment) = account.environmentAnswer(of: database) else {
      return .notAssessed(EnvironmentAnswer.reason)
    }
    guard environment == .production else { return .pass }
    guard let sinks = account.facts.databaseLogsinks[database.id] else {
      return .notAssessed("its log sinks were not read")
    }
    guard sinks.isEmpty else { return .pass }
    return .fail(
      Failure(
        database.evidence(.name, .engine) + account.projectEvidence(database, environment) + [
          Evidence("sinks", [], .databaseLogsinks)
        ],
        fix: [
          .note(
            "Write the file logsink.json first: sink_name, sink_type and config, as the API reference describes them."),
          .run(ManagedRequest.line("POST", "databases/\(database.id)/logsink", json: "@\(fill: "logsink.json")")),
        ]))
  }
}
