import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai doctor`
struct Doctor: ActionVerb {
  typealias Work = DoctorAction

  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check what ipai needs and say how to fix what is wrong.",
    discussion: """
      The exit status is 1 if a check fails; warnings do not count.

      With --clients, the entries for ipai in the files of editors and agents ('ipai connect') are tried too: ipai is \
      started or called as they say, with each revision of the protocol.

      Examples:
        ipai doctor
        ipai doctor --clients
        ipai doctor --format json
      """)

  static let worksWithBrokenConfiguration = true

  @Flag(help: "Also try what the files of editors and agents say of ipai.")
  var clients = false

  @OptionGroup var common: CommonOptions

  func run(in invocation: Invocation) throws {
    var outcome = try invocation.outcome(of: DoctorAction.self, request(in: invocation))
    if clients { outcome.items += findings(in: invocation) }
    answer(outcome, in: invocation)
    try FindingTable.check(outcome.items)
  }

  private func findings(in invocation: Invocation) -> [HealthFinding] {
    let findings = ClientTrial.all(in: invocation).compactMap { $0.finding() }
    guard findings.isEmpty else { return findings }
    return [HealthFinding("clients", .ok, "no file of an editor or an agent names ipai", remedy: "ipai connect --help")]
  }

  func request(in invocation: Invocation) -> DoctorAction.Request { .init() }

  /// Writes the findings; the remedies name the database that was given.
  func answer(_ outcome: DoctorAction.Outcome, in invocation: Invocation) {
    var outcome = outcome
    for index in outcome.items.indices {
      outcome.items[index].remedy = outcome.items[index].remedy.map { invocation.repeatingDatabase(in: $0) }
    }
    let report = outcome
    invocation.answer(Answer(whole: report, items: report.items) { _ in table(report, in: invocation) })
  }

  func table(_ outcome: DoctorAction.Outcome, in invocation: Invocation) -> String {
    FindingTable.rendered(outcome.items, invocation.theme)
  }
}
