import ArgumentParser
import IpaiActions
import IpaiCommits
import IpaiCore

/// `ipai commits forget`
struct CommitsForget: ActionVerb {
  typealias Work = CommitsForgetAction

  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take a repository out of the index.",
    discussion: """
      Commits that another indexed repository reaches stay. The path may be one that is gone from the disk; \
      'ipai commits status --all-repos' lists what is in the index.

      Examples:
        ipai commits forget ~/src/old-project
      """)

  @Argument(help: CommitsForgetAction.help("path"))
  var path: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> CommitsForgetAction.Request {
    var request = CommitsForgetAction.Request()
    request.path = try invocation.world.absolute(path)
    return request
  }

  func table(_ outcome: RepositoryForgetting.Summary, in invocation: Invocation) -> String {
    let removed = "\(Count.text(outcome.removed, "commit")) removed, \(outcome.kept) kept for other repositories"
    return "\(TerminalText.sanitized(outcome.repository)): \(removed)\n"
  }

  func say(of outcome: RepositoryForgetting.Summary, in invocation: Invocation) {
    if !outcome.compact {
      invocation.say(
        "the file stays as large, and its free space is used again: others are using it, or the disk is full")
    }
  }
}
