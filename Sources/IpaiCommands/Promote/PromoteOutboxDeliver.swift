import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote outbox deliver`
struct PromoteOutboxDeliver: ActionVerb {
  typealias Work = PromoteOutboxDeliverAction

  static let configuration = CommandConfiguration(
    commandName: "deliver",
    abstract: "Send the messages about promotions that wait to be delivered.",
    discussion: """
      The exit status is 69 if a receiver did not take its message, which is then sent again later.

      Examples:
        ipai promote outbox deliver
        ipai promote outbox deliver --due-only --to ./registry
      """)

  @OptionGroup var registry: RegistryOption

  @Flag(help: PromoteOutboxDeliverAction.help("due_only"))
  var dueOnly = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteOutboxDeliverAction.Request {
    var request = PromoteOutboxDeliverAction.Request()
    request.to = try registry.place(in: invocation.world)
    request.dueOnly = dueOnly
    return request
  }

  func table(_ outcome: OutboxDelivery.Result, in invocation: Invocation) -> String {
    "\(outcome.delivered) delivered, \(outcome.waiting.count) to be sent again\n"
  }

  func check(_ outcome: OutboxDelivery.Result) throws {
    guard let first = outcome.waiting.first else { return }
    throw IpaiError(
      .unavailable, "the message to \(first.receiver) was not taken: \(first.problem ?? "")",
      hint: "it is kept; to try again: ipai promote outbox deliver")
  }
}
