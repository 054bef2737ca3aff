import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor snapshot redact`
struct AdvisorSnapshotRedact: ActionVerb {
  typealias Work = AdvisorSnapshotRedactAction

  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Write a snapshot without what tells whose account it is.",
    discussion: """
      Names, addresses, domains and texts are replaced, the same one by the same word everywhere in the file, so that the rules still see \
      what belongs together. The ids of the account, of its team and of its resources stay, so whoever can see the account can tell whose it \
      is. Look at the file before you share it: ipai knows the fields of the API, and not what people write into them.

      Findings about an address, such as a port that is open to a network, are other ones in the new file: compare it with other redacted \
      snapshots of the same file only.

      Examples:
        ipai advisor snapshot redact account.json --output shared.json
        ipai advisor snapshot redact account.json --output account.json --overwrite
      """)

  @Argument(help: AdvisorSnapshotRedactAction.help("file"))
  var file: String

  @Option(help: AdvisorSnapshotRedactAction.help("output", "file"))
  var output: String

  @Flag(help: AdvisorSnapshotRedactAction.help("overwrite"))
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorSnapshotRedactAction.Request {
    var request = AdvisorSnapshotRedactAction.Request()
    request.file = try invocation.world.absolute(file)
    request.output = try invocation.world.absolute(output)
    request.overwrite = overwrite
    return request
  }

  func table(_ outcome: AdvisorSnapshotRedactAction.Outcome, in invocation: Invocation) -> String {
    SnapshotText.text(outcome.snapshot, writtenTo: outcome.file, invocation.theme)
  }
}
