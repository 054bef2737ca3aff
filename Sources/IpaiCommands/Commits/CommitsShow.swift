import ArgumentParser
import IpaiActions

/// `ipai commits show`
struct CommitsShow: ActionVerb {
  typealias Work = CommitsShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an indexed commit: who, when, its message and the paths it changed.",
    discussion: """
      An id is looked up in the whole index, from wherever you stand; the name of a branch or tag in the repository \
      you stand in or name with --repo. --patch also shows what the commit changed against its first parent, which is \
      read from the repository itself.

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
