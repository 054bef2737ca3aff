import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore
import IpaiRouting

/// `ipai route health`
struct RouteHealth: ActionVerb {
  typealias Work = RouteHealthAction

  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Ask the servers that requests are routed to whether they answer.",
    discussion: """
      The exit status is 1 if a server does not answer. With --watch, the servers are asked again every five seconds until \
      the command is interrupted, and what has changed is written.

      Examples:
        ipai route health
        ipai route health odoo-lab --format json
        ipai route health --watch
      """)

  @Argument(help: RouteHealthAction.help("server"))
  var server: String?

  @Flag(help: "Ask again and again, and write what changes.")
  var watch = false

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  /// How long, in tenths of a second, to wait before the servers are asked again.
  private static let pause = 50

  func run(in invocation: Invocation) throws {
    var outcome = try invocation.outcome(of: Work.self, request(in: invocation))
    answer(outcome, in: invocation)
    guard watch else { return try check(outcome) }
    while waits(in: invocation) {
      let before = Dictionary(uniqueKeysWithValues: outcome.items.map { ($0.server, $0.health) })
      outcome = try invocation.outcome(of: Work.self, request(in: invocation))
      var changed = outcome
      changed.items = outcome.items.filter { before[$0.server] != $0.health }
      if !changed.items.isEmpty { answer(changed, in: invocation) }
    }
  }

  /// Waits; false when the user has asked to stop.
  private func waits(in invocation: Invocation) -> Bool {
    for _ in 0..<Self.pause {
      if invocation.world.isCancelled() { return false }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return !invocation.world.isCancelled()
  }

  func request(in invocation: Invocation) -> RouteHealthAction.Request {
    var request = RouteHealthAction.Request()
    request.server = server
    return request
  }

  func table(_ outcome: RouteHealthAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SERVER", style: theme.id, most: 40), .init(head: "TIER"), .init(head: "HEALTH"), .init(head: "MS"),
      .init(head: "WHY"),
    ])
    for health in outcome.items {
      table.add([
        health.server, health.tier?.rawValue ?? "-", health.health.rawValue, String(health.milliseconds),
        health.failure ?? "",
      ])
    }
    return table.rendered(theme)
  }

  func check(_ outcome: RouteHealthAction.Outcome) throws {
    let down = outcome.items.count { $0.health == .down }
    if down > 0 { throw IpaiError(.no, Count.text(down, "server", "does", "do") + " not answer") }
  }
}
