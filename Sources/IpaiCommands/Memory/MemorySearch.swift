import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore
import IpaiSearch

/// `ipai memory search`
struct MemorySearch: ListVerb {
  typealias Work = MemorySearchAction

  static let noun = (one: "message", many: "messages")
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find what was said: the best message of each conversation.",
    discussion: """
      A query is read as in 'ipai rag search': more words give better results, "words in quotes" must stand together, and \
      -word keeps out messages that have the word. What stands before and after a message counts too, since a message \
      alone often lacks what it is about. Where an embedding model is installed, messages that say it in other words are \
      found as well.

      The exit status is 1 when nothing matched.

      Examples:
        ipai memory search "why did we drop the connection pool"
        ipai memory search "proxy timeout" --linked-to lib/pool.c --turns
        ipai memory search "retry" --user ann --since '3 months ago' --format json
      """)

  @Argument(help: MemorySearchAction.help("query"))
  var query: [String] = []

  @Option(help: MemorySearchAction.help("mode", "mode"))
  var mode: SearchMode?

  @Flag(help: MemorySearchAction.help("plain"))
  var plain = false

  @Flag(help: MemorySearchAction.help("turns"))
  var turns = false

  @OptionGroup var filter: MemoryFilterOptions
  @OptionGroup var page: PageOptions

  @Flag(help: MemorySearchAction.help("explain"))
  var explain = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemorySearchAction.Request {
    var request = MemorySearchAction.Request()
    request.query = query.joined(separator: " ")
    request.plain = plain
    request.mode = mode
    request.turns = turns
    request.explain = explain
    filter.apply(to: &request)
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: FoundMessages, in invocation: Invocation) -> String {
    let text = FoundMessageText(theme: invocation.theme, explains: explain)
    return outcome.items.map(text.text).joined()
  }

  func say(of results: FoundMessages, _ services: Services, in invocation: Invocation) {
    page.sayMore(results.next, of: Self.noun.many, invocation)
    if let missing = results.withoutVectors, missing > 0, invocation.configuration.embeddings {
      invocation.say(
        "\(Count.text(missing, "message", "is", "are")) found by words alone so far; to change that: ipai memory index")
    }
    if let reason = results.meaningUnavailable { invocation.say("searching by words alone: \(reason)") }
    if let reason = results.operatorsIgnored { invocation.say(reason.explanation) }
  }
}
