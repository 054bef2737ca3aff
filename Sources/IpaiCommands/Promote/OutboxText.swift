import IpaiActions
import IpaiCore
import IpaiPromotion

/// What became of messages, for people.
enum OutboxText {
  /// Names the messages that were not taken.
  static func say(_ result: OutboxDelivery.Result, in invocation: Invocation) {
    for message in result.waiting {
      let problem = TerminalText.sanitized(message.problem ?? "it was not taken")
      invocation.say(
        "the message to \(message.receiver) is sent again later: \(problem); now: ipai promote outbox deliver")
    }
    if let failure = result.failure { invocation.say("the messages wait to be sent: \(failure)") }
  }
}
