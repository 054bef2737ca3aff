import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai commits list`
struct CommitsList: ListVerb {
  typealias Work = CommitsListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List indexed commits, newest first.",
    discussion: """
      Shows the first 10 commits, or as many as the setting max_results says; --all shows all of them. With --format \
      jsonl, each commit is written as soon as it is read. If more commits match, --after continues the list. It takes \
      the cursor that a JSON document has as 'next' and that the other formats print on standard error. A cursor stays \
      valid while commits are added.

      The exit status is 1 if no commit matches.

      Examples:
        ipai commits list --author jane --since '2 weeks ago'
        ipai commits list --path 'lib/*.c' --path docs --max-results 50
        ipai commits list --all --format jsonl
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> CommitsListAction.Request {
    var request = CommitsListAction.Request()
    try filter.apply(to: &request, in: invocation)
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: CommitPage, in invocation: Invocation) -> String {
    CommitTable(showsRepository: filter.allRepositories, home: invocation.world.home).rendered(
      outcome.items, invocation.theme)
  }

  /// Says what the filter may have missed, and how to get the next page.
  func say(of outcome: CommitPage, _ services: Services, in invocation: Invocation) {
    filter.warn(ofMissed: outcome.withoutAllPaths, invocation)
    page.sayMore(outcome.next, invocation)
  }

  func hint(_ outcome: CommitPage) -> String? { outcome.hint }
}
