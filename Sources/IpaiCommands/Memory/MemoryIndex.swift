import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai memory index`
struct MemoryIndex: ActionVerb {
  typealias Work = MemoryIndexAction

  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Compute the meaning of messages that lack it.",
    discussion: """
      Messages that are added while a model is installed have their meaning already. It may be interrupted: what was \
      computed is kept.

      Examples:
        ipai memory index
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryIndexAction.Request { .init() }

  func table(_ outcome: MemoryIndexAction.Outcome, in invocation: Invocation) -> String {
    "\(Count.text(outcome.embedded, "message")) can now be found by meaning\n"
  }
}
