import ArgumentParser
import IpaiCore

/// `ipai help`
struct Help: PlainVerb {
  static let configuration = CommandConfiguration(
    abstract: "Explain a command.",
    discussion: """
      The same is in the manual: 'man ipai-commits-index' for 'ipai commits index'.

      Examples:
        ipai help
        ipai help commits index
      """)

  @Argument(help: "The words of the command.")
  var command: [String] = []

  func run(in world: World) throws {
    let text = Ipai.helpMessage(for: try named(), columns: HelpText.unwrapped)
    world.standardOutput.write(HelpText.wrapped(text, to: HelpText.width(in: world)) + "\n")
  }

  /// Throws `IpaiError(.usage)` when there is no such command.
  private func named() throws -> any ParsableCommand.Type {
    var type: any ParsableCommand.Type = Ipai.self
    var description = CommandDescription.root
    for (index, word) in command.enumerated() {
      let types = type.configuration.subcommands + type.configuration.groupedSubcommands.flatMap(\.subcommands)
      guard let next = types.first(where: { $0._commandName == word }), let below = description.command(named: word)
      else { throw ParsingFailure.unknownCommand(word, description, Array(command[..<index])) }
      (type, description) = (next, below)
    }
    return type
  }
}
