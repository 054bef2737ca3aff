import IpaiActions
import IpaiAdvisor
import IpaiCore

/// What a snapshot has in it, for people.
enum SnapshotText {
  /// The text, which ends with a line break; `file` is the one that was written.
  static func text(_ snapshot: SnapshotSummary, writtenTo file: String?, _ theme: Theme) -> String {
    let account = ShownText.line(snapshot.account ?? snapshot.accountUUID ?? "an unknown account", most: 80)
    var text = "\(theme.bold(account)), \(snapshot.readAt.timestamp.rfc3339), format \(snapshot.format)\n\n"
    text += resources(snapshot, theme) + parts(snapshot, theme)
    if let file { text += "written to \(TerminalText.sanitized(file))\n" }
    return text
  }

  private static func resources(_ snapshot: SnapshotSummary, _ theme: Theme) -> String {
    guard !snapshot.resources.isEmpty else { return "no resources\n\n" }
    var table = TextTable([.init(head: "RESOURCES"), .init(head: "COUNT")])
    for one in snapshot.resources { table.add([one.kind.rawValue, String(one.count)]) }
    return table.rendered(theme) + "\n"
  }

  private static func parts(_ snapshot: SnapshotSummary, _ theme: Theme) -> String {
    let whole = snapshot.parts.filter { $0.status == .complete }.count
    let line = "\(whole) of \(snapshot.parts.count) parts were read to their end\n"
    var table = TextTable([.init(head: "PART"), .init(head: "STATUS"), .init(head: "WHY")])
    for part in snapshot.parts where part.status != .complete {
      let reason = part.reason ?? (part.status == .skipped ? "it was not asked for" : "")
      table.add([part.name.title, part.status.rawValue, ShownText.line(reason, most: 300)])
    }
    let rest = table.rendered(theme)
    return rest.isEmpty ? line : line + "\n" + rest + "\n"
  }
}
