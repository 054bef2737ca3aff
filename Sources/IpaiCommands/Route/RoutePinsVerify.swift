import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai route pins verify`
struct RoutePinsVerify: ActionVerb {
  typealias Work = RoutePinsVerifyAction

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare the tools of the servers with those that were approved, and show what has changed.",
    discussion: """
      The exit status is 1 if a tool has changed. Tools that nobody has approved are listed, and do not count.

      Examples:
        ipai route pins verify
        ipai route pins verify --server odoo-lab --format json
      """)

  @Option(help: RoutePinsVerifyAction.help("server", "name"))
  var server: String?

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RoutePinsVerifyAction.Request {
    var request = RoutePinsVerifyAction.Request()
    request.server = server
    return request
  }

  func table(_ outcome: RoutePinsVerifyAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SERVER", style: theme.id, most: 40), .init(head: "TOOL", most: 60), .init(head: "STATE"),
      .init(head: "APPROVED", style: theme.dim),
    ])
    for pin in outcome.items {
      table.add([pin.server, pin.tool, pin.state.rawValue, pin.approved?.rfc3339 ?? "never"])
    }
    let differences = outcome.items.filter { !$0.difference.isEmpty }.map { pin in
      let lines = pin.difference.split(separator: "\n", omittingEmptySubsequences: false).map { colored($0, theme) }
      return "\n\(theme.bold(TerminalText.sanitized("\(pin.server) \(pin.tool)")))\n" + lines.joined(separator: "\n")
    }
    return table.rendered(theme) + differences.joined()
  }

  private func colored(_ line: Substring, _ theme: Theme) -> String {
    let text = TerminalText.sanitized(String(line))
    switch line.first {
    case "+": return theme.added(text)
    case "-": return theme.removed(text)
    case "@": return theme.place(text)
    default: return text
    }
  }

  func check(_ outcome: RoutePinsVerifyAction.Outcome) throws {
    if let silent = outcome.silent.first {
      throw IpaiError(
        .unavailable,
        "the tools of '\(silent.server)' cannot be compared, because it does not answer: \(silent.failure)")
    }
    let changed = outcome.items.count { $0.state == .changed }
    if changed > 0 {
      throw IpaiError(
        .no, Count.text(changed, "approved tool", "has", "have") + " changed",
        hint: "if the changes are right: ipai route pins approve SERVER")
    }
  }
}
