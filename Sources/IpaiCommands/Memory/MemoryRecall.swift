import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiSearch

/// `ipai memory recall`
struct MemoryRecall: ActionVerb {
  typealias Work = MemoryRecallAction

  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract: "Recall what was said about something, as much as fits into a model's context.",
    discussion: """
      Writes the most useful messages first, with those beside them that are needed to understand them, and nothing twice. \
      Each has its session, date and id. The text stands between fences that it cannot close, and is marked as data. Tokens \
      are counted with the installed model's tokenizer; where there is none, they are estimated.

      The exit status is 1 when nothing matched.

      Examples:
        ipai memory recall "how long do idle connections live" --budget 1000
        ipai memory recall "release steps" --user ann --format json
      """)

  @Argument(help: MemoryRecallAction.help("query"))
  var query: [String] = []

  @Option(help: MemoryRecallAction.help("budget", "tokens"))
  var budget: Int?

  @Option(help: MemoryRecallAction.help("mode", "mode"))
  var mode: SearchMode?

  @OptionGroup var filter: MemoryFilterOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryRecallAction.Request {
    var request = MemoryRecallAction.Request()
    request.query = query.joined(separator: " ")
    request.budget = budget
    request.mode = mode
    filter.apply(to: &request)
    return request
  }

  /// The text as a model gets it; control characters could move the cursor of a terminal, and are replaced.
  func table(_ outcome: MemoryRecallAction.Outcome, in invocation: Invocation) -> String {
    outcome.text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitized($0) }
      .joined(separator: "\n")
  }

  func check(_ outcome: MemoryRecallAction.Outcome) throws {
    if outcome.messages.isEmpty { throw IpaiError(.no, "no message matches, or none fits the budget") }
  }
}
