import IpaiActions
import IpaiAdvisor
import IpaiCore

/// What `advisor doctor` found, for people.
enum ScopeText {
  /// The checks, a line for each scope, and what those that are not there leave out.
  static func text(_ outcome: AdvisorDoctorAction.Outcome, _ theme: Theme) -> String {
    var text = FindingTable.rendered(outcome.checks, theme)
    guard !outcome.scopes.isEmpty else { return text }
    text += "\n" + table(outcome.scopes, theme)
    for scope in outcome.scopes where scope.state != .granted { text += "\n" + loss(of: scope, theme) }
    return text
  }

  private static func table(_ scopes: [ScopeAnswer], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "SCOPE"), .init(head: "TOKEN", style: { $0.hasPrefix("has") ? theme.dim($0) : theme.warning($0) }),
      .init(head: "RULES"), .init(head: "READS"),
    ])
    for scope in scopes {
      let reads = scope.reads.map(\.title).joined(separator: ", ")
      table.add([scope.scope.rawValue, word(scope.state), String(scope.rules.count), reads])
    }
    return table.rendered(theme)
  }

  private static func word(_ state: ScopeAnswer.State) -> String {
    switch state {
    case .granted: "has it"
    case .missing: "lacks it"
    case .unknown: "not known"
    }
  }

  private static func loss(of scope: ScopeAnswer, _ theme: Theme) -> String {
    let isMissing = scope.state == .missing
    let count = scope.rules.isEmpty ? "no rule as a whole" : Count.text(scope.rules.count, "rule")
    let name = theme.bold(scope.scope.rawValue)
    var text = isMissing ? "The token lacks \(name), which" : "The token may lack \(name), which then"
    text += " leaves out \(count)\n"
    if !isMissing, let reason = scope.reason {
      text += wrapped(ShownText.line(reason, most: 300).split(separator: " ").map(String.init), theme)
    }
    text += wrapped(scope.rules, theme)
    let parts = scope.reads.map(\.title)
    let listed = parts.enumerated().map { $1 + ($0 + 1 < parts.count ? "," : "") }
    return text + wrapped(["not read:"] + listed.flatMap { $0.split(separator: " ").map(String.init) }, theme)
  }

  /// Words in lines that fit, each behind two spaces.
  private static func wrapped(_ words: [String], _ theme: Theme) -> String {
    let most = max(20, min(theme.width ?? 80, 100))
    var lines: [String] = []
    for word in words {
      if let last = lines.last, TerminalText.width(last) + 1 + TerminalText.width(word) <= most {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append("  " + word)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
