import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote rollback`
struct PromoteRollback: ActionVerb {
  typealias Work = PromoteRollbackAction

  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Put the version of a skill in force that was before, or another one.",
    discussion: """
      The labels move back, and the log says so; nothing is removed. The registry is named with --registry here, since --to names \
      the version. The version that was rolled back is not promoted again, though git still has it, unless --allow-rolled-back is given \
      to the promotion: give what is fixed a new version.

      Examples:
        ipai promote rollback deploy-check --reason "it stops on Fridays"
        ipai promote rollback deploy-check --to 1.1.0 --reason "1.2.0 is withdrawn" --registry ./registry
      """)

  @Argument(help: PromoteRollbackAction.help("name"))
  var name: String

  @Option(help: PromoteRollbackAction.help("to", "version"))
  var to: String?

  @Option(help: PromoteRollbackAction.help("reason", "text"))
  var reason: String

  @Option(help: PromoteRollbackAction.help("registry", "registry"))
  var registry: String?

  @OptionGroup var signing: SigningOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteRollbackAction.Request {
    var request = PromoteRollbackAction.Request()
    request.name = name
    request.to = to
    request.reason = reason
    request.registry = try registry.map { try RegistryPlace.absolute($0, in: invocation.world) }
    try signing.apply(to: &request, in: invocation.world)
    return request
  }

  func table(_ outcome: PromoteRollbackAction.Outcome, in invocation: Invocation) -> String {
    let was = outcome.step.previous.map { "\($0.version) was" } ?? "nothing was"
    let line = "\(outcome.step.name) \(outcome.step.version) is in force again; \(was) before"
    return TerminalText.sanitized(line) + "\npromoted: number \(outcome.number), \(outcome.digest)\n"
  }

  func say(of outcome: PromoteRollbackAction.Outcome, in invocation: Invocation) {
    StoredPromotion.remember(outcome.number, in: outcome.registry, invocation)
    OutboxText.say(outcome.messages, in: invocation)
  }
}
