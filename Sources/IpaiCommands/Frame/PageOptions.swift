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

  /// Throws `ValidationError` for options that exclude each other.
  func validate() throws {
    if all && maxResults != nil { throw ValidationError("give --max-results or --all, not both") }
  }

  /// Whether a page was asked for, or everything.
  var extent: ListExtent { all ? .all : .page }

  /// Sets the fields of the request for which there are options here.
  func apply(to request: inout some PageFields) {
    request.maxResults = maxResults
    request.after = after
  }

  /// Says on standard error that more items match, unless the answer itself says so.
  func sayMore(_ next: String?, of items: String = "commits", _ invocation: Invocation) {
    guard let next, invocation.options.format != .json else { return }
    invocation.say("more \(items) match; for the next page add: --after \(next); for all of them: --all")
  }
}
