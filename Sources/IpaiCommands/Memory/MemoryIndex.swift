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

  @Flag(help: MemoryIndexAction.help("rebuild"))
  var rebuild = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryIndexAction.Request {
    var request = MemoryIndexAction.Request()
    request.rebuild = rebuild
    return request
  }

  func table(_ outcome: MemoryIndexAction.Outcome, in invocation: Invocation) -> String {
    let words = outcome.rebuilt.map { "the words of \(Count.text($0, "message")) were indexed anew\n" } ?? ""
    return words + "\(Count.text(outcome.embedded, "message")) can now be found by meaning\n"
  }
}
