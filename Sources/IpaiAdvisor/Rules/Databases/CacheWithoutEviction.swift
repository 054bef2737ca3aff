extension Rule {
  /// A cache that refuses writes when it is full.
  static let cacheWithoutEviction = Rule(
    "DO-PERF-006", .performance, .medium, .quick,
    title: "Cache cluster without eviction",
    why:
      "A cache that throws nothing away answers writes with errors as soon as its memory is full, instead of making room for what is new.",
    condition: "The engine is Redis or Valkey, and the eviction policy is \"noeviction\".",
    guards:
      "Queues such as BullMQ, Celery and Sidekiq need noeviction, or they lose jobs: ask those who use the database before you change it. A database that is named after one of these three passes.",
    subjects: [.databases], needs: [.databaseEviction],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/configuration/update/"]
  ) { account in
    account.facts.databases.filter { ["redis", "valkey"].contains($0.engine ?? "") }
      .map { $0.judged(outcome($0, account)) }
  }

  static let queues = ["bullmq", "celery", "sidekiq"]

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let policy = account.facts.databaseEviction[database.id] else {
      return .notAssessed("its eviction policy was not read")
    }
    guard policy == "noeviction" else { return .pass }
    let name = (database.name ?? "").lowercased()
    if queues.contains(where: { name.contains($0) }) { return .pass }
    let engine = database.engine ?? ""
    return .fail(
      Failure(
        database.evidence(.name, .engine) + [Evidence("eviction_policy", policy, .databaseEviction)],
        fix: [
          .note("Ask those who use the database first: queues such as BullMQ, Celery and Sidekiq need noeviction."),
          .run(
            "doctl databases configuration update \(database.id) --engine \(engine) --config-json \(json(engine))"),
        ]))
  }

  private static func json(_ engine: String) -> String { #"{"\#(engine)_maxmemory_policy":"allkeys-lru"}"# }
}
