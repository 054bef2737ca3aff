import ArgumentParser
import IpaiCore
import IpaiSearch

/// The options that say how much of a list to show.
struct PageOptions: ParsableArguments {
  @Option(
    name: .customLong("max-results"),
    help: ArgumentHelp("Show at most so many, 1 to 10000; --all has no end.", valueName: "n"))
  var maxResults: Int?

  @Flag(help: "Show all that there is.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Go on after the page that named this cursor as next; give the same filters again.", valueName: "cursor"))
  var after: String?

  func validate() throws {
    if let maxResults, !(1...10_000).contains(maxResults) {
      throw ValidationError("--max-results must be from 1 to 10000; --all shows everything")
    }
    if all && maxResults != nil { throw ValidationError("give --max-results or --all, not both") }
  }

  var settings: [String: String?] { [Setting.maxResults.key: maxResults.map { String($0) }] }

  func request(_ session: Session) -> PageRequest {
    PageRequest(maxResults: all ? nil : session.configuration.maxResults, after: after)
  }

  /// Says on standard error that there is more, where the answer itself does not.
  func sayMore(_ next: String?, _ session: Session) {
    guard let next, session.options.format != .json else { return }
    session.say("more commits match; for the next page add: --after \(next); for all of them: --all")
  }
}
