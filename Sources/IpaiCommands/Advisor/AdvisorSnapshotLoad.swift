import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor snapshot load`
struct AdvisorSnapshotLoad: ActionVerb {
  typealias Work = AdvisorSnapshotLoadAction

  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Say what a snapshot has in it.",
    discussion: """
      It says whose account it is, when it was read, how many resources of each kind there are, and which parts of the account were not \
      read, and why. 'ipai advisor scan --offline' judges it.

      Examples:
        ipai advisor snapshot load account.json
        ipai advisor snapshot load account.json --format json
      """)

  @Argument(help: AdvisorSnapshotLoadAction.help("file"))
  var file: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorSnapshotLoadAction.Request {
    var request = AdvisorSnapshotLoadAction.Request()
    request.file = try invocation.world.absolute(file)
    return request
  }

  func table(_ snapshot: SnapshotSummary, in invocation: Invocation) -> String {
    SnapshotText.text(snapshot, writtenTo: nil, invocation.theme)
  }
}
