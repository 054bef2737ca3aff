import ArgumentParser
import IpaiActions

/// The options that say how much of a list to show.
struct PageOptions: ParsableArguments {
  @Option(help: CommitsListAction.help("max_results", "n"))
  var maxResults: Int?

  @Flag(help: "Show all that match, however many there are.")
  var all = false

  @Option(help: CommitsListAction.help("after", "cursor"))
  var after: String?

  func validate() throws {
    if all && maxResults != nil { throw ValidationError("give --max-results or --all, not both") }
  }

  var extent: ListExtent { all ? .all : .page }

  func apply(to request: inout some PageFields) {
    request.maxResults = maxResults
    request.after = after
  }

  /// Says on standard error that there is more, where the answer itself does not.
  func sayMore(_ next: String?, _ invocation: Invocation) {
    guard let next, invocation.options.format != .json else { return }
    invocation.say("more commits match; for the next page add: --after \(next); for all of them: --all")
  }
}
