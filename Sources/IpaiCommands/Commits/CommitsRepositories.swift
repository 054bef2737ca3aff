import ArgumentParser
import IpaiActions

/// `ipai commits repositories`
struct CommitsRepositories: ActionVerb {
  typealias Work = CommitsRepositoriesAction

  static let configuration = CommandConfiguration(
    commandName: "repositories",
    abstract: "List the indexed repositories.",
    discussion: """
      A + after the number of commits means that the index of the repository is not complete.

      Examples:
        ipai commits repositories
        ipai commits repositories --format json
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> CommitsRepositoriesAction.Request { .init() }

  func table(_ outcome: CommitsRepositoriesAction.Outcome, in invocation: Invocation) -> String {
    RepositoryTable.text(outcome.items, invocation.theme)
  }
}
