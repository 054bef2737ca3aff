import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai store check`
struct StoreCheck: ActionVerb {
  typealias Work = StoreCheckAction

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the shared PostgreSQL database and say how to fix what is wrong.",
    discussion: """
      The exit status is 1 if a check fails; warnings do not count. 'ipai doctor' includes these checks when a store is \
      configured.

      Examples:
        ipai store check --store postgres://ipai@db.example.org/ipai
        ipai store check --format json
      """)

  @OptionGroup var common: CommonOptions

  func run(in invocation: Invocation) throws {
    let outcome = try invocation.outcome(of: StoreCheckAction.self, request(in: invocation))
    invocation.answer(Answer(whole: outcome, items: outcome.items) { _ in table(outcome, in: invocation) })
    try FindingTable.check(outcome.items)
  }

  func request(in invocation: Invocation) -> StoreCheckAction.Request { .init() }

  func table(_ outcome: DoctorAction.Outcome, in invocation: Invocation) -> String {
    FindingTable.rendered(outcome.items, invocation.theme)
  }
}
