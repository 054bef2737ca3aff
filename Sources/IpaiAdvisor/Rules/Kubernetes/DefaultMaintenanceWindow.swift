extension Rule {
  /// A cluster or a database that is updated when it suits others.
  static let defaultMaintenanceWindow = Rule(
    "DO-OPS-011", .operations, .low, .quick,
    title: "Maintenance window left at the default",
    why:
      "Updates restart nodes. Without a window of your own they come on a day that DigitalOcean chooses, which may be your busiest.",
    condition:
      "The maintenance policy of the Kubernetes cluster names \"any\" day, or the database has no maintenance window.",
    guards:
      "A Kubernetes cluster whose maintenance policy is missing from the answer is not assessed. Clusters that are being deleted are left alone. The hours are in UTC: choose a quiet one of yours in place of Sunday 02:00.",
    subjects: [.kubernetesClusters, .databases],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/maintenance-window/update/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0)) } + account.facts.databases.map { $0.judged(outcome($0)) }
  }

  private static func outcome(_ cluster: KubernetesCluster) -> Outcome {
    guard let policy = cluster.maintenancePolicy, let day = policy.day, !day.isEmpty else {
      return .notAssessed("its maintenance policy is not known")
    }
    guard day == "any" else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("maintenance_policy.day", day, .kubernetesClusters),
          Evidence("maintenance_policy.start_time", policy.startTime ?? "-", .kubernetesClusters),
        ],
        fix: [quietHour, .run(ClusterUpdate.command(cluster, window: "sunday=02:00"))]))
  }

  private static func outcome(_ database: DatabaseCluster) -> Outcome {
    let window = database.maintenanceWindow
    let day = window?.day ?? ""
    guard day.isEmpty else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("maintenance_window.day", "not set", .databases),
          Evidence("maintenance_window.hour", window?.hour ?? "not set", .databases),
        ],
        fix: [
          quietHour, .run("doctl databases maintenance-window update \(database.id) --day sunday --hour 02:00"),
        ]))
  }

  private static let quietHour = Fix.Line.note("Choose a quiet hour of yours; the time is in UTC.")
}
