extension Rule {
  /// An app in Production whose data is in a database that nobody backs up.
  static let appOnDevelopmentDatabase = Rule(
    "DO-REL-019", .reliability, .medium, .moderate,
    title: "Production app uses a development database",
    why: "Development databases have no backups and no standby node. What is lost in one cannot be brought back.",
    condition:
      "A database in the spec of an app is not marked as one for production, and the app is in a project of the environment Production.",
    guards:
      "A database that the spec marks neither way counts as one for development only where it names no cluster, because databases for production have to name one. Apps of other environments are left alone. The cost is that of the smallest managed database; what the development database costs now is not subtracted.",
    subjects: [.apps],
    needs: [.projects],
    followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/manage-databases/"]
  ) { account in
    account.judgeProductionApps { judgements($0, account) }
  }

  private static func judgements(_ app: App, _ account: AccountView) -> [Judgement] {
    guard let spec = app.spec else { return [app.judged(.notAssessed("its spec was not read"))] }
    let judgements = (spec.databases ?? []).compactMap { database in
      database.name.map { app.judged(outcome(database, $0, app, account), subKey: $0) }
    }
    return judgements.isEmpty ? [app.judged(.notConcerned)] : judgements
  }

  private static func outcome(
    _ database: AppSpec.Database, _ name: String, _ app: App, _ account: AccountView
  ) -> Outcome {
    if database.isProduction == true { return .pass }
    let namesCluster = !(database.clusterName ?? "").isEmpty
    if database.isProduction == nil, namesCluster {
      return .notAssessed("the spec does not say whether its database is one for development")
    }
    return .fail(
      Failure(
        [
          Evidence("spec.databases[\(name)].production", database.isProduction == nil ? "not set" : "false", .apps),
          Evidence("spec.databases[\(name)].engine", database.engine ?? "-", .apps),
          Evidence("projects.environment", "Production", .projects),
        ],
        saving: Saving(
          -account.prices.smallestDatabase,
          "- \(NumberText.money(account.prices.smallestDatabase)) for the smallest managed database",
          .table(account.prices.date), .estimate),
        fix: fix(database, name, app)))
  }

  private static func fix(_ database: AppSpec.Database, _ name: String, _ app: App) -> [Fix.Line] {
    let cluster = [app.spec?.name, name].compactMap { $0 }.joined(separator: "-")
    let create: ShellText =
      "doctl databases create \(cluster) --engine \(engine(database)) --region \(region(app)) --size db-s-1vcpu-1gb --num-nodes 1"
    return [
      .run(create),
      .note(
        "Stop the app's writes, copy the data of \(name) into the new cluster, and compare before you switch over."),
    ] + app.specChange("set production: true and cluster_name: \(cluster) for the database \(name)")
  }

  /// The engine as doctl names it.
  private static func engine(_ database: AppSpec.Database) -> ShellText {
    guard let engine = database.engine, engine != "UNSET" else { return "\(fill: "engine")" }
    return "\(engine.lowercased())"
  }

  private static func region(_ app: App) -> ShellText {
    guard let center = app.region?.dataCenters?.first else { return "\(fill: "region")" }
    return "\(center)"
  }
}
