extension Rule {
  /// A database that every address may connect to.
  static let unprotectedDatabase = Rule(
    "DO-SEC-007", .security, .critical, .quick,
    title: "Managed database accepts connections from anywhere",
    why:
      "A database without trusted sources accepts connections from the whole internet, so that a leaked or guessed password is all that keeps others out.",
    condition: "The firewall of the database has no rule.",
    guards:
      "The firewall is read on its own for every database, because the list of databases may leave the rules out; a database whose firewall was not read is not assessed. The first rule shuts out everybody else: add the apps, Droplets and clusters that use the database before anything else.",
    subjects: [.databases], needs: [.databaseSources],
    references: ["https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let sources = account.facts.databaseSources[database.id] else {
      return .notAssessed("its trusted sources were not read")
    }
    guard sources.isEmpty else { return .pass }
    return .fail(
      Failure(
        database.evidence(.name, .engine) + [
          Evidence("connection.host", database.connection?.host ?? "-", .databases),
          Evidence("private_connection", database.privateConnection == nil ? "none" : "present", .databases),
          Evidence("rules", [], .databaseSources),
        ],
        fix: [
          .note(
            "Add everything that uses the database; a type is one of droplet, k8s, ip_addr, tag and app, and a value is the id, the address or the name of the tag."
          )
        ] + apps(database, account).map { append(database, "app:\($0)") } + [
          append(database, "\(fill: "type"):\(fill: "value")")
        ]))
  }

  private static func append(_ database: DatabaseCluster, _ rule: ShellText) -> Fix.Line {
    .run("doctl databases firewalls append \(database.id) --rule \(rule)")
  }

  /// The ids of the apps whose specs name the database.
  private static func apps(_ database: DatabaseCluster, _ account: AccountView) -> [String] {
    account.facts.apps.filter { app in
      (app.spec?.databases ?? []).contains { $0.clusterName != nil && $0.clusterName == database.name }
    }.map(\.id)
  }
}
