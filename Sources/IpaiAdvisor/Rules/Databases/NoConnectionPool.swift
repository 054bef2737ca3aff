extension Rule {
  /// A PostgreSQL database that every client connects to on its own.
  static let noConnectionPool = Rule(
    "DO-PERF-005", .performance, .low, .quick,
    title: "PostgreSQL cluster without connection pools",
    why:
      "Every connection to PostgreSQL is a process with memory of its own, and there are few of them. A pool lets many clients share them.",
    condition: "The engine is PostgreSQL, and the database has no connection pool.",
    guards:
      "For a database of 1 node with 1 GB of memory this is a note of severity info, since it hardly has many clients. Apps that use features of a session, such as prepared statements or advisory locks, need the mode \"session\" instead of \"transaction\". Clients use a pool only when they connect to its name and port.",
    subjects: [.databases], needs: [.databasePools],
    references: ["https://docs.digitalocean.com/products/databases/postgresql/how-to/manage-connection-pools/"]
  ) { account in
    account.facts.databases.filter { $0.engine == "pg" }.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let pools = account.facts.databasePools[database.id] else {
      return .notAssessed("its connection pools were not read")
    }
    guard pools.isEmpty else { return .pass }
    let isSmall = database.numNodes == 1 && DatabaseSize(database.size)?.memory == 1
    return .fail(
      Failure(
        database.evidence(.name, .size, .nodes) + [Evidence("pools", [], .databasePools)],
        fix: [
          .note("Use the mode \"session\" for apps that use features of a session, such as prepared statements."),
          .run(command(database)),
        ], severity: isSmall ? .info : .low))
  }

  private static func command(_ database: DatabaseCluster) -> ShellText {
    let db = text(database.dbNames?.first) ?? text(database.connection?.database) ?? "defaultdb"
    let user = text(database.connection?.user) ?? "doadmin"
    return
      "doctl databases pool create \(database.id) \(db + "-pool") --db \(db) --user \(user) --mode transaction --size 10"
  }

  /// A name that can stand at the start of a word; nil for any other.
  private static func text(_ text: String?) -> String? { text.flatMap { $0.isEmpty || $0.hasPrefix("-") ? nil : $0 } }
}
