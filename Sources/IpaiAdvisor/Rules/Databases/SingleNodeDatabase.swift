import IpaiCore

extension Rule {
  /// A database of some weight that one failure of a node stops.
  static let singleNodeDatabase = Rule(
    "DO-REL-004", .reliability, .high, .moderate,
    title: "Single-node managed database",
    why:
      "When the only node of a database fails or is updated, the database is down until the node is replaced. A standby node takes over automatically.",
    condition:
      "The database has 1 node, and its project is for Production, or says no environment, in which case the severity is medium.",
    guards:
      "Databases of projects for Development and Staging pass, and no environment moves the severity. The smallest plans take no standby node: the advice names the next size that does, where the options of the engine say so. MongoDB and others come with 1 or 3 nodes, so that the advice names the fewest that are offered.",
    subjects: [.databases], needs: [.projects, .projectResources], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/reference/doctl/reference/databases/resize/"]
  ) { account in
    account.facts.databases.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ database: DatabaseCluster, _ account: AccountView) -> Outcome {
    guard let nodes = database.numNodes else { return .notAssessed("how many nodes it has is not known") }
    guard nodes == 1 else { return .pass }
    guard case .read(let environment) = account.environmentAnswer(of: database) else {
      return .notAssessed(EnvironmentAnswer.reason)
    }
    guard environment == .production || environment == nil else { return .pass }
    let target = account.databaseNodeCounts(database.engine)?.first { $0 > 1 } ?? 2
    return .fail(
      Failure(
        database.evidence(.engine, .size, .nodes) + account.projectEvidence(database, environment),
        saving: account.runRates.monthly(database.id).map { cost($0, target) },
        fix: fix(database, target, account), severity: environment == .production ? .high : .medium))
  }

  private static func cost(_ rate: Double, _ nodes: Int) -> Saving {
    Saving(
      -rate * Double(nodes - 1),
      "-\(NumberText.money(rate)) by the invoice of this month × \(Count.text(nodes - 1, "more node"))", .invoice,
      .estimate)
  }

  private static func fix(_ database: DatabaseCluster, _ nodes: Int, _ account: AccountView) -> [Fix.Line] {
    let offered = account.databaseSizes(database.engine, nodes: nodes)
    guard let offered, !offered.contains(database.size ?? "") else {
      return [.run(DatabaseResize.command(database, nodes: nodes))]
    }
    let next = account.nextDatabaseSize(after: database.size, in: offered)
    let size: ShellText = next.map { "\($0)" } ?? "\(fill: "larger_size")"
    return [
      .note("The size \(database.size ?? "of the database") is not offered with \(nodes) nodes."),
      DatabaseResize.storageOfLargerSizes,
      .run(DatabaseResize.command(database, nodes: nodes, size: size), .needsDowntime),
    ]
  }
}
