import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor snapshot save`
struct AdvisorSnapshotSave: ActionVerb {
  typealias Work = AdvisorSnapshotSaveAction

  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Read an account and write what was read to a file.",
    discussion: """
      The account is read as 'ipai advisor scan' reads it, with the same token, and judged by nothing. A reading that is interrupted goes \
      on where it stopped when it is run again within an hour. Only the owner of the file may read it.

      Examples:
        ipai advisor snapshot save account.json
        ipai advisor snapshot save account.json --no-metrics --context work
      """)

  @Argument(help: AdvisorSnapshotSaveAction.help("file"))
  var file: String

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorSnapshotSaveAction.Request {
    var request = AdvisorSnapshotSaveAction.Request()
    request.file = try invocation.world.absolute(file)
    reading.fill(&request)
    return request
  }

  func say(of outcome: AdvisorSnapshotSaveAction.Outcome, in invocation: Invocation) {
    AdvisorScan.say(outcome.warnings, in: invocation)
  }

  func table(_ outcome: AdvisorSnapshotSaveAction.Outcome, in invocation: Invocation) -> String {
    SnapshotText.text(outcome.snapshot, writtenTo: outcome.file, invocation.theme)
  }
}
