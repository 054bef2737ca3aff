extension Rule {
  /// A database that trusts a network of strangers.
  static let wideTrustedSource = Rule(
    "DO-SEC-008", .security, .high, .quick,
    title: "Database trusted source is too wide",
    why:
      "Everybody in a trusted network can try passwords at the database, and a network of this size has far more addresses than yours.",
    condition:
      "A rule of the firewall trusts an IPv4 network whose prefix is shorter than /16, such as 0.0.0.0/0, or an IPv6 network whose prefix is shorter than /16.",
    guards:
      "A company that has a wide network of its own can set the shortest acceptable IPv4 prefix with narrowest_prefix. Add narrower sources before you remove the wide one: clients that no other rule names are cut off, and a database without any rule accepts everybody.",
    subjects: [.databases], needs: [.databaseSources],
    references: ["https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/"]
  ) { account in
    account.facts.databases.flatMap { judgements($0, account) }
  }

  private static let narrowestIPv6Prefix = 16

  private static func judgements(_ database: DatabaseCluster, _ account: AccountView) -> [Judgement] {
    guard let sources = account.facts.databaseSources[database.id] else {
      return [database.judged(.notAssessed("its trusted sources were not read"))]
    }
    let addresses = sources.filter { $0.type == "ip_addr" }
    let byValue = Dictionary(grouping: addresses) { $0.value ?? "" }.sorted { $0.key < $1.key }
    let wide = byValue.filter { AddressRange($0.key).map { isWide($0, account.settings) } ?? false }
    let unreadable = Outcome.notAssessed("one of its trusted sources is not an address that can be read")
    let unknown = byValue.filter { AddressRange($0.key) == nil }
    if !wide.isEmpty {
      return wide.map { database.judged(.fail(failure(database, $0.key, $0.value)), subKey: $0.key) }
        + unknown.map { database.judged(unreadable, subKey: $0.key) }
    }
    return [database.judged(unknown.isEmpty ? .pass : unreadable)]
  }

  private static func isWide(_ range: AddressRange, _ settings: AdvisorSettings) -> Bool {
    range.prefix < (range.isIPv4 ? settings.narrowestPrefix : narrowestIPv6Prefix)
  }

  private static func failure(_ database: DatabaseCluster, _ value: String, _ sources: [DatabaseSource]) -> Failure {
    Failure(
      [
        Evidence("rules.uuid", sources.compactMap(\.uuid), .databaseSources),
        Evidence("rules.value", value, .databaseSources),
        Evidence("rules.created_at", sources.compactMap(\.createdAt).min(), .databaseSources),
      ],
      fix: [
        .note("Add what has to connect first: a database without any rule accepts everybody."),
        .run("doctl databases firewalls append \(database.id) --rule \(fill: "type"):\(fill: "value")"),
      ] + sources.map { remove(database, $0) })
  }

  private static func remove(_ database: DatabaseCluster, _ source: DatabaseSource) -> Fix.Line {
    let uuid: ShellText = source.uuid.map { "\($0)" } ?? "\(fill: "rule_uuid")"
    return .run("doctl databases firewalls remove \(database.id) --uuid \(uuid)")
  }
}
