import ArgumentParser
import IpaiCore

/// `ipai help`
struct Help: PlainVerb {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a command.",
    discussion: """
      The manual pages say the same: 'man ipai-commits-index' is the page of 'ipai commits index'.

      Examples:
        ipai help
        ipai help commits index
      """)

  @Argument(help: "The words of the command, without 'ipai'.")
  var command: [String] = []

  func run(in world: World) throws {
    var named = NamedCommand()
    for word in command where !named.descend(to: word) { throw ParsingFailure.unknownCommand(word, named) }
    world.standardOutput.write(named.help(in: world))
  }
}
