extension Rule {
  /// A user of MySQL whose password is kept in the old way.
  static let legacyPasswordPlugin = Rule(
    "DO-SEC-009", .security, .medium, .moderate,
    title: "MySQL user with legacy password plugin",
    why:
      "The plugin mysql_native_password keeps passwords as SHA-1 hashes, which are quick to crack once they leak, and later versions of MySQL have removed it.",
    condition: "The engine is MySQL, and a user signs in with the plugin mysql_native_password.",
    guards:
      "Other engines are left out. A user whose plugin the API does not say is not assessed. Resetting a user changes its password, so that all of its clients have to be updated, and very old clients cannot use the new plugin.",
    subjects: [.databases], needs: [.databaseUsers],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/user/reset/"]
  ) { account in
    account.facts.databases.filter { $0.engine == "mysql" }.flatMap { judgements($0, account) }
  }

  private static func judgements(_ database: DatabaseCluster, _ account: AccountView) -> [Judgement] {
    guard let users = account.facts.databaseUsers[database.id] else {
      return [database.judged(.notAssessed("its users were not read"))]
    }
    let old = users.filter { $0.mysqlSettings?.authPlugin == "mysql_native_password" && $0.name != nil }
    let unreadable = Outcome.notAssessed("the password plugin of one of its users is not known")
    let unknown = users.filter { $0.mysqlSettings?.authPlugin == nil }
    if !old.isEmpty {
      return old.map { database.judged(.fail(failure(database, $0)), subKey: $0.name) }
        + unknown.map { database.judged(unreadable, subKey: $0.name) }
    }
    return [database.judged(unknown.isEmpty ? .pass : unreadable)]
  }

  private static func failure(_ database: DatabaseCluster, _ user: DatabaseUser) -> Failure {
    let name = user.name ?? ""
    return Failure(
      [
        Evidence("users.name", name, .databaseUsers),
        Evidence("users.role", user.role ?? "-", .databaseUsers),
        Evidence("users.mysql_settings.auth_plugin", "mysql_native_password", .databaseUsers),
      ],
      fix: [
        .note("The password changes: clients that use it are cut off until they have the new one."),
        .run("doctl databases user reset \(database.id) \(name) caching_sha2_password", .needsDowntime),
      ])
  }
}
