extension Rule {
  /// A database that updates wait for.
  static let pendingMaintenance = Rule(
    "DO-OPS-010", .operations, .medium, .quick,
    title: "Database maintenance pending",
    why:
      "Updates of the database wait to be installed, security fixes among them, and will be in the next maintenance window whether that suits you or not.",
    condition: "The maintenance window of the database says that an update is pending.",
    guards:
      "A database without a maintenance window in the answer is not assessed. A database of 1 node is down while it restarts: choose a quiet hour, or leave it to the maintenance window.",
    subjects: [.databases],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/maintenance-window/install/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0)) }
  }

  private static func outcome(_ database: DatabaseCluster) -> Outcome {
    guard let window = database.maintenanceWindow, let isPending = window.isPending else {
      return .notAssessed("whether maintenance is pending is not known")
    }
    guard isPending else { return .pass }
    let isSingle = (database.numNodes ?? 1) <= 1
    return .fail(
      Failure(
        [
          Evidence("maintenance_window.pending", "true", .databases),
          Evidence("maintenance_window.description", window.description ?? [], .databases),
          Evidence("maintenance_window.day", window.day ?? "-", .databases),
          Evidence("maintenance_window.hour", window.hour ?? "-", .databases),
        ],
        fix: (isSingle ? [quietHour] : []) + [
          .run("doctl databases maintenance-window install \(database.id)", isSingle ? .needsDowntime : nil)
        ]))
  }

  private static let quietHour = Fix.Line.note(
    "The database has a single node and is down while it restarts: run this in a quiet hour.")
}
