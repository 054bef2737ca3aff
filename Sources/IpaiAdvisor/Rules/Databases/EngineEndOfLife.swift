extension Rule {
  /// A database of a version that gets no fixes any longer, or soon will not.
  static let engineEndOfLife = Rule(
    "DO-SEC-010", .security, .high, .significant,
    title: "Database engine version near or past end of life",
    why:
      "A version past its end of life gets no security fixes, and DigitalOcean upgrades such databases at a time of its own choice.",
    condition:
      "The version reaches its end of life in less than 90 days. Past its end of life the severity is critical.",
    guards:
      "A version without an end of life passes. doctl has no command for the upgrade, so that the advice calls the API. An upgrade cannot be undone: fork the database and try the upgrade there first. The fork is billed until you delete it.",
    subjects: [.databases],
    references: ["https://docs.digitalocean.com/products/databases/postgresql/how-to/upgrade-version/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let end = database.versionEndOfLife, let passed = account.days(since: end), passed > -90 else { return .pass }
    let later = laterVersions(database, account)
    return .fail(
      Failure(
        database.evidence(.engine, .version) + [
          Evidence("version_end_of_life", end, .databases),
          Evidence("options.versions", later.last ?? "no later version", .databaseOptions),
        ],
        fix: fix(database, later, account), severity: passed >= 0 ? .critical : .high))
  }

  /// The versions of the engine that are later than the one of the database, the earliest first.
  private static func laterVersions(_ database: DatabaseCluster, _ account: AccountView) -> [String] {
    guard let current = numbers(database.version) else { return [] }
    let offered = database.engine.flatMap { account.facts.databaseOptions[$0]?.versions } ?? []
    return offered.compactMap { version in numbers(version).map { (version, $0) } }
      .filter { current.lexicographicallyPrecedes($0.1) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  private static func numbers(_ version: String?) -> [Int]? {
    let parts = (version ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.count <= 9 && part.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ? Int(part) : nil
    }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func fix(_ database: DatabaseCluster, _ later: [String], _ account: AccountView) -> [Fix.Line] {
    // MongoDB is upgraded one version at a time; other engines can skip some.
    guard let next = database.engine == "mongodb" ? later.first : later.last else {
      return [
        .note(
          "The options name no later version of the engine: look for one at DigitalOcean, or plan to move to another engine."
        )
      ]
    }
    let fork = account.snapshotName(database.name, "upgrade-test")
    let json = #"{"version":"\#(next)"}"#
    return [
      .note("Try the upgrade on a fork first, and delete the fork afterwards, since it is billed too."),
      .run("doctl databases fork \(fork) --restore-from-cluster-id \(database.id)"),
      .run(ManagedRequest.line("PUT", "databases/\(database.id)/upgrade", json: "\(json)"), .irreversible),
    ]
  }
}
