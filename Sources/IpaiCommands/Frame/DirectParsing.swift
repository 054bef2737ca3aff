import ArgumentParser

/// Parses a command line by the options of the named verb alone.
///
/// ArgumentParser looks at every verb of a command tree before it parses anything, which takes longer than most verbs run.
enum DirectParsing {
  /// The verb with its options; nil where the words name no verb, where they are wrong, and where help is asked for. Parsing
  /// from the root of the tree then says so in the right words.
  static func verb(_ arguments: [String]) -> (any ParsableCommand)? {
    var type: any ParsableCommand.Type = Ipai.self
    var words = arguments[...]
    while let word = words.first, let next = subcommands(of: type).first(where: { $0._commandName == word }) {
      type = next
      words = words.dropFirst()
    }
    guard subcommands(of: type).isEmpty, let command = try? type.parseAsRoot(Array(words)),
      ObjectIdentifier(Swift.type(of: command)) == ObjectIdentifier(type)
    else { return nil }
    return command
  }

  /// The commands below a command.
  static func subcommands(of type: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    type.configuration.subcommands + type.configuration.groupedSubcommands.flatMap(\.subcommands)
  }
}
