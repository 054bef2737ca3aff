import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai why`
struct Why: ActionVerb {
  typealias Work = WhyAction

  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say which commits the lines of a file come from, and what was said about them.",
    discussion: """
      The commits are found by git blame, through renames, moved lines and changes of white space. Below each stand the \
      conversations that are linked to it, then those that are linked to the file, the skills that they name and the \
      commits that are most like the first one. Without memory and without an index it still names the commits, and says \
      what is missing.

      Lines are those of the file as it is now; lines that are not committed are counted apart. Conversations that were \
      held in another repository are left out.

      Examples:
        ipai why lib/pool.c
        ipai why lib/pool.c:120
        ipai why lib/pool.c:120-140 --format json
      """)

  @Argument(help: WhyAction.help("path"))
  var path: String

  @Option(help: WhyAction.help("repo", "path"))
  var repo: String?

  @Option(help: WhyAction.help("max_results", "n"))
  var maxResults: Int?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> WhyAction.Request {
    var request = WhyAction.Request()
    request.path = path
    request.repo = try repo.map { try invocation.world.absolute($0) }
    request.maxResults = maxResults
    return request
  }

  func table(_ outcome: WhyAnswer, in invocation: Invocation) -> String {
    WhyText(theme: invocation.theme).text(outcome)
  }

  /// Says what is missing.
  func say(of outcome: WhyAnswer, in invocation: Invocation) {
    for note in outcome.notes { invocation.say(note) }
  }
}
