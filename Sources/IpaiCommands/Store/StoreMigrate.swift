import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai store migrate`
struct StoreMigrate: ActionVerb {
  typealias Work = StoreMigrateAction

  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the schema of the shared PostgreSQL database up to what ipai needs.",
    discussion: """
      Everything happens in one transaction, and several may try at once. The user needs the right to make a schema in \
      the database. Roles and pgvector are made too if the user may; otherwise 'ipai store check' says what somebody \
      else has to run. Tables that the services before ipai made are taken over with what they hold.

      Examples:
        ipai store migrate --store postgres://ipai@db.example.org/ipai
        ipai store migrate --sql > migrate.sql
      """)

  @Flag(help: StoreMigrateAction.help("sql"))
  var sql = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> StoreMigrateAction.Request {
    var request = StoreMigrateAction.Request()
    request.sql = sql
    return request
  }

  func table(_ outcome: StoreMigrateAction.Outcome, in invocation: Invocation) -> String {
    if let statements = outcome.statements { return statements }
    guard !outcome.applied.isEmpty else {
      return outcome.waiting.isEmpty
        ? "the schema is up to date\n" : "the schema is up to date, but for what needs pgvector\n"
    }
    return outcome.applied.map { "applied \($0)\n" }.joined()
  }

  func say(of outcome: StoreMigrateAction.Outcome, in invocation: Invocation) {
    guard !outcome.waiting.isEmpty else { return }
    let wait = outcome.waiting.count == 1 ? "waits" : "wait"
    let reason = outcome.waitingReason.map { ": \($0)" } ?? ""
    invocation.say(
      "\(outcome.waiting.joined(separator: ", ")) \(wait) for pgvector, without which nothing is found by meaning\(reason)"
    )
    if let remedy = outcome.waitingRemedy { invocation.say("fix: \(remedy)") }
  }
}
