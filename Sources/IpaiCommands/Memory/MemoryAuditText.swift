import IpaiActions
import IpaiCore
import IpaiMemory

/// What an audit found, for people.
struct MemoryAuditText {
  let theme: Theme

  /// The counts, then what was found.
  func text(_ audit: MemoryAudit) -> String {
    let counts = audit.counts
    var lines = [
      "\(Count.text(counts.conversations, "conversation")), \(Count.text(counts.messages, "message"))",
      "links: \(counts.valid) valid, \(counts.changed) changed, \(counts.gone) gone, \(counts.unchecked) not checked",
    ]
    lines += audit.links.flatMap(link)
    lines += section("the same text", counts.duplicates, audit.duplicates.map(places))
    lines += section("nothing is said in", counts.empty, audit.empty)
    lines += section("recalled and stored again", counts.recalled, audit.recalled.map { places([$0]) })
    return lines.joined(separator: "\n") + "\n"
  }

  private func link(_ link: AuditedLink) -> [String] {
    let state = TerminalText.padded(link.state.rawValue, to: 9)
    let place = link.message.map { "\(link.sessionID) \($0)" } ?? link.sessionID
    let target = "\(link.kind.rawValue):\(link.citation)"
    var line = "\(colored(state, link.state))  \(TerminalText.sanitized(target))"
    line += "  \(theme.dim("in \(TerminalText.sanitized(place))"))"
    var detail = link.reason ?? ""
    if let now = link.now { detail += detail.isEmpty ? "now \(now)" : ", now \(now)" }
    guard !detail.isEmpty else { return [line] }
    return [line, "           " + TerminalText.sanitized(detail)]
  }

  private func colored(_ text: String, _ state: LinkState) -> String {
    switch state {
    case .gone: theme.error(text)
    case .changed: theme.warning(text)
    case .valid, .unchecked: theme.dim(text)
    }
  }

  private func section(_ title: String, _ count: Int, _ lines: [String]) -> [String] {
    guard count > 0 else { return [] }
    let more = count > lines.count ? [theme.dim("  and \(count - lines.count) more")] : []
    return ["", "\(title): \(count)"] + lines.map { "  " + TerminalText.sanitized($0) } + more
  }

  private func places(_ places: [MessageAudit.Place]) -> String {
    places.map { "\($0.sessionID) \($0.message)" }.joined(separator: ", ")
  }
}
