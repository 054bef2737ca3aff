import ArgumentParser
import IpaiActions

/// `ipai commits show`
struct CommitsShow: ActionVerb {
  typealias Work = CommitsShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an indexed commit: its author, its dates, its message and the paths it changed.",
    discussion: """
      The id of a commit is looked up in the whole index, whatever folder you are in. The name of a branch or tag is \
      looked up in the repository of that folder, or in the one that --repo names. --patch also shows what the commit \
      changed relative to its first parent; the patch is read from the repository itself.

      Examples:
        ipai commits show HEAD~3
        ipai commits show 4c9af8b6d1 --patch
        ipai commits show v1.2 --repo ~/src/curl --format json
      """)

  @Argument(help: CommitsShowAction.help("revision"))
  var revision: String

  @Flag(help: CommitsShowAction.help("patch"))
  var patch = false

  @Option(help: CommitsShowAction.help("repo", "path"))
  var repo: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> CommitsShowAction.Request {
    var request = CommitsShowAction.Request()
    request.revision = revision
    request.repo = try repo.map { try invocation.world.absolute($0) }
    request.patch = patch
    return request
  }

  func table(_ outcome: ShownCommit, in invocation: Invocation) -> String {
    CommitText(theme: invocation.theme).text(outcome)
  }
}
