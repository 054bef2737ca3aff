import ArgumentParser
import IpaiActions
import IpaiCommits
import IpaiCore

/// `ipai commits forget`
struct CommitsForget: ActionVerb {
  typealias Work = CommitsForgetAction

  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a repository from the index.",
    discussion: """
      Commits that another indexed repository also reaches are kept. The repository itself may be gone from the disk: \
      'ipai commits repositories' lists the paths of those in the index.

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

  /// Says where the database file could not be made smaller.
  func say(of outcome: RepositoryForgetting.Summary, in invocation: Invocation) {
    if !outcome.compact {
      invocation.say(
        "the database file keeps its size, because others are using it or the disk is full; its free space is used again"
      )
    }
  }
}
