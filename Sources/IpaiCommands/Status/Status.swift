import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai status`
struct Status: ActionVerb {
  typealias Work = StatusAction

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how much is indexed and remembered.",
    discussion: """
      For the state of a repository's index: ipai commits status. For what is wrong: ipai doctor.

      Examples:
        ipai status
        ipai status --format json
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> StatusAction.Request { .init() }

  func table(_ outcome: StatusAction.Outcome, in invocation: Invocation) -> String {
    let stats = outcome.stats
    let parts = [
      Count.text(stats.indexedCommits, "commit"), Count.text(stats.activeConversations, "conversation"),
      Count.text(stats.skills, "skill"),
    ]
    let model = outcome.config.embeddingModel ?? "none, so that only words are searched"
    return "\(parts.joined(separator: ", "))\nembedding model: \(TerminalText.sanitized(model))\n"
  }
}
