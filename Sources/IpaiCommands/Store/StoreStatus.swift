import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai store status`
struct StoreStatus: ActionVerb {
  typealias Work = StoreStatusAction

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the shared PostgreSQL database is, and how far its schema is.",
    discussion: """
      Examples:
        ipai store status --store postgres://ipai@db.example.org/ipai
        ipai store status --format json
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> StoreStatusAction.Request { .init() }

  func table(_ outcome: StoreStatusAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable(styles: [theme.dim, { $0 }])
    table.add(["store", outcome.store])
    table.add(["server", "PostgreSQL \(outcome.server)" + (outcome.encrypted ? ", with TLS" : ", without TLS")])
    table.add(["database", "\(outcome.database), as \(outcome.user)"])
    if outcome.hidden {
      table.add(["rights", "row-level security shows \(outcome.user) nothing of what is kept, which need not be empty"])
    }
    table.add(["pgvector", outcome.pgvector ?? "none"])
    for migration in outcome.migrations { table.add(["schema", "\(migration.name): \(migration.state)"]) }
    for role in outcome.roles { table.add(["role", role.name + (role.exists ? "" : ": missing")]) }
    if outcome.inRecovery { table.add(["state", "a standby, which cannot be written"]) }
    return table.rendered(theme)
  }
}
