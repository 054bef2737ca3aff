import ArgumentParser

/// The command that a list of words leads to, beginning with ipai itself.
struct NamedCommand {
  /// The words after `ipai`.
  private(set) var path: [String] = []
  /// What the command takes.
  private(set) var description = CommandDescription.root
  private var type: any ParsableCommand.Type = Ipai.self

  /// Descends to the subcommand of this name; false when there is none.
  mutating func descend(to word: String) -> Bool {
    let types = type.configuration.subcommands + type.configuration.groupedSubcommands.flatMap(\.subcommands)
    guard let below = description.command(named: word), let next = types.first(where: { $0._commandName == word })
    else { return false }
    path.append(word)
    description = below
    type = next
    return true
  }

  /// As it is typed: `ipai rag search`.
  var text: String { (["ipai"] + path).joined(separator: " ") }

  /// `Usage: ipai rag search [<options>] [<query> ...]`.
  var usage: String { "Usage: " + Ipai.usageString(for: type) }

  /// The whole help, whose lines are as long as they come.
  var help: String { Ipai.helpMessage(for: type, columns: HelpText.unwrapped) }

  /// The whole help, wrapped.
  func help(in world: World) -> String { HelpText.wrapped(help, to: HelpText.width(in: world)) + "\n" }
}
