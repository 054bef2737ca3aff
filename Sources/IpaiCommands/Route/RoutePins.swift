import ArgumentParser

/// `ipai route pins`: which tools of other servers may be used as they are. A new verb is a line here.
struct RoutePins: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pins",
    abstract: "Approve tools of servers, and find out which have changed since.",
    discussion: """
      What a server says of a tool decides how a model uses it. A tool whose description or schema has changed since it was \
      approved is not offered until it is approved again.

      Examples:
        ipai route pins approve odoo-lab
        ipai route pins verify
      """,
    subcommands: [RoutePinsVerify.self, RoutePinsApprove.self])
}
