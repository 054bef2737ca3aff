import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor diff`
struct AdvisorDiff: ActionVerb {
  typealias Work = AdvisorDiffAction

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two scans of an account: what is new, and what is fixed.",
    discussion: """
      Without numbers the latest scan is compared with the one before. A finding that is gone is fixed where the later scan judged its \
      resource, or the resource is gone; otherwise it is unknown. One that was not there before is new where the earlier scan could have \
      found it; otherwise it is newly judged.

      Examples:
        ipai advisor diff
        ipai advisor diff 11 14 --change new --change fixed
        ipai advisor diff --from-snapshot may.json --to-snapshot june.json
      """)

  @Argument(help: AdvisorDiffAction.help("from"))
  var from: Int?

  @Argument(help: AdvisorDiffAction.help("to"))
  var to: Int?

  @Option(help: AdvisorDiffAction.help("from_snapshot", "file"))
  var fromSnapshot: String?

  @Option(help: AdvisorDiffAction.help("to_snapshot", "file"))
  var toSnapshot: String?

  @Option(help: AdvisorDiffAction.help("change"))
  var change: [FindingChange] = []

  @Option(help: AdvisorDiffAction.help("account", "name"))
  var account: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorDiffAction.Request {
    var request = AdvisorDiffAction.Request()
    request.from = from
    request.to = to
    request.fromSnapshot = try fromSnapshot.map(invocation.world.absolute)
    request.toSnapshot = try toSnapshot.map(invocation.world.absolute)
    request.change = change
    request.account = account
    page.apply(to: &request)
    return request
  }

  /// Runs the action and writes its outcome, all of it where that was asked for.
  func run(in invocation: Invocation) throws {
    let request = try request(in: invocation)
    let services = invocation.services()
    let sink = ItemSink<AdvisorDiffAction.Item>()
    var outcome = try CallingThread.run {
      try await Work.checkedList(request, page.extent, in: services) { sink.take($0) }
    }
    outcome.items = sink.items
    answer(outcome, in: invocation)
    page.sayMore(outcome.next, of: "findings", invocation)
    try services.close()
  }

  func table(_ outcome: AdvisorDiffAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "CHANGE"), .init(head: "FINDING", style: theme.id), .init(head: "SEVERITY"), .init(head: "RULE"),
      .init(head: "RESOURCE", most: 40), .init(head: "SAVING", style: theme.dim), .init(head: "TITLE"),
    ])
    for item in outcome.items {
      let finding = item.finding
      let part = finding.subKey.map { " (\(ShownText.line($0)))" } ?? ""
      let before = item.before.map { "\($0.rawValue) to " } ?? ""
      table.add([
        Self.word(item.change), String(finding.fingerprint.prefix(8)), before + finding.severity.rawValue, finding.rule,
        ShownText.line(finding.name) + part, finding.saving.map(AdvisorReportText.money) ?? "",
        ShownText.line(finding.title),
      ])
    }
    let list = outcome.items.isEmpty ? "" : table.rendered(theme) + "\n"
    return list + Self.summary(outcome) + "\n"
  }

  private static func summary(_ outcome: AdvisorDiffAction.Outcome) -> String {
    let counts = FindingChange.allCases.map { "\(outcome.counts[$0]) \(word($0))" }.joined(separator: ", ")
    guard let from = outcome.from, let to = outcome.to else { return counts }
    return "scan \(from) to scan \(to): " + counts
  }

  private static func word(_ change: FindingChange) -> String {
    change.rawValue.replacing("_", with: " ")
  }
}

extension FindingChange: ExpressibleByArgument {}
