import IpaiActions
import IpaiAdvisor
import IpaiCore

/// The answer of a scan as a table for people.
struct ScanTable {
  let outcome: AdvisorScanAction.Outcome
  let table: AdviceTable
  let context: ReportContext
  let theme: Theme

  /// How many findings of a rule, and of those that make a job fail, are shown.
  private static let mostRows = 20
  /// The most columns that the name of a resource and the place of one take; longer ones push what follows to the right.
  private static let most = (name: 48, place: 40)

  /// All of it.
  var text: String {
    let widths = widths(table.groups.flatMap { $0.rows.prefix(Self.mostRows) })
    var text = ""
    for group in table.groups {
      text += head(group) + "\n"
      for row in group.rows.prefix(Self.mostRows) { text += line(row, widths) + "\n" }
      if group.rows.count > Self.mostRows {
        let more = group.rows.count - Self.mostRows
        text += theme.dim("    and \(more) more: \(context.listing(rule: group.rule))") + "\n"
      }
      text += "\n"
    }
    return text + unassessed + failing + summary + "\n"
  }

  private func head(_ group: AdviceTable.Group) -> String {
    let saving = group.monthly.map { ", \(AdvisorReportText.money($0)) a month" } ?? ""
    let count = Count.text(group.count, "finding")
    return "\(severity(group.severity))  \(theme.id(group.rule))  \(theme.bold(group.title))  "
      + theme.dim("\(count)\(saving)")
  }

  /// The columns of the lines.
  private struct Widths {
    var name = 0
    var place = 0
    var saving = 0
  }

  private func widths(_ rows: [AdviceTable.Row]) -> Widths {
    func widest(_ texts: [String], _ most: Int) -> Int { texts.map { min(TerminalText.width($0), most) }.max() ?? 0 }
    return Widths(
      name: widest(rows.map(name), Self.most.name), place: widest(rows.map(place), Self.most.place),
      saving: widest(rows.map(saving), 20))
  }

  private func line(_ row: AdviceTable.Row, _ widths: Widths) -> String {
    let (place, saving) = (place(row), saving(row))
    let blank = String(repeating: " ", count: max(0, widths.saving - TerminalText.width(saving)))
    var rest = TerminalText.padded(place, to: widths.place) + "  " + blank + saving
    if let since = row.firstSeen { rest += "  since \(since.timestamp.day)" }
    if let change = row.change, change != .unchanged { rest += "  " + change.rawValue.replacing("_", with: " ") }
    let start = "    \(theme.dim(String(row.fingerprint.prefix(8))))  "
    guard let last = rest.lastIndex(where: { $0 != " " }) else { return start + name(row) }
    return start + TerminalText.padded(name(row), to: widths.name) + "  " + theme.dim(String(rest[...last]))
  }

  private func name(_ row: AdviceTable.Row) -> String { row.name + (row.part.map { " (\($0))" } ?? "") }
  private func place(_ row: AdviceTable.Row) -> String {
    [row.region, row.project].compactMap(\.self).joined(separator: ", ")
  }
  private func saving(_ row: AdviceTable.Row) -> String { row.monthly.map(AdvisorReportText.money) ?? "" }

  private var unassessed: String {
    guard !table.notAssessed.isEmpty else { return "" }
    var text = theme.bold("Not assessed") + "\n"
    for group in table.notAssessed {
      let resources = group.resources.map { ", " + Count.text($0, "resource") } ?? ""
      text += "    \(group.reason): \(Count.text(group.rules.count, "rule"))\(resources)\n"
    }
    return text + "\n"
  }

  private var failing: String {
    guard let failing = context.failing, !failing.findings.isEmpty else { return "" }
    var text = theme.bold(failing.title) + "\n"
    for item in table.failing.prefix(Self.mostRows) {
      let fingerprint = theme.dim(String(item.row.fingerprint.prefix(8)))
      text +=
        "    \(fingerprint)  \(severity(item.row.severity))  \(theme.id(item.rule))  \(name(item.row))  \(item.title)\n"
    }
    let more = table.failing.count - Self.mostRows
    if more > 0 { text += theme.dim("    and \(more) more; --format json names all of them") + "\n" }
    return text + "\n"
  }

  private var summary: String {
    let shown = table.groups.reduce(0) { $0 + $1.count }
    var parts = [Count.text(shown, "finding") + (shown < outcome.total ? " of \(outcome.total)" : "")]
    if table.suppressed > 0 { parts.append("\(table.suppressed) suppressed") }
    if let score = outcome.score { parts.append("score \(score)") }
    if outcome.saving.monthly > 0 { parts.append("\(AdvisorReportText.money(outcome.saving.monthly)) a month to save") }
    let account = TerminalText.sanitized(ShownText.line(outcome.account, most: 80))
    return "\(account), \(outcome.readAt.timestamp.rfc3339): " + parts.joined(separator: ", ")
  }

  private func severity(_ severity: Severity) -> String {
    let word = severity.rawValue.uppercased()
    switch severity {
    case .critical, .high: return theme.error(word)
    case .medium: return theme.warning(word)
    case .low, .info: return theme.dim(word)
    }
  }
}
