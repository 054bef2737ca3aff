import IpaiCore

/// What is wrong with a command line that could not be parsed, with a hint that helps.
struct ParsingFailure {
  /// The command as far as it was understood.
  private(set) var command = NamedCommand()
  /// The error for a word that is not a command, or for an option that the command does not have; nil for other
  /// mistakes.
  private(set) var error: IpaiError?

  /// True while a command is expected; an error is then about a word that is not a command.
  var isAmongCommands: Bool { !command.description.commands.isEmpty }

  /// `arguments` are the words after the program's name.
  init(_ arguments: [String]) {
    var isValue = false
    for word in arguments {
      if word == "--" || error != nil { return }
      if isValue {
        isValue = false
      } else if word.hasPrefix("-") && word.count > 1 {
        isValue = takeOption(word)
      } else if isAmongCommands && !command.descend(to: word) {
        error = Self.unknownCommand(word, command)
      }
    }
  }

  /// True when the next word is the option's value.
  private mutating func takeOption(_ word: String) -> Bool {
    let name = String(word.prefix { $0 != "=" })
    if let parameter = command.description.parameter(typed: name) {
      return parameter.kind == .option && !word.contains("=")
    }
    if !isCombinedFlags(name) { error = Self.unknownOption(name, command) }
    return false
  }

  /// True for letters after one dash that are all options: `-qv`.
  private func isCombinedFlags(_ name: String) -> Bool {
    guard !name.hasPrefix("--") else { return false }
    let letters = name.dropFirst()
    return !letters.isEmpty && letters.allSatisfy { command.description.parameter(typed: "-\($0)") != nil }
  }
}

extension ParsingFailure {
  /// The error for a word where a command was expected.
  static func unknownCommand(_ word: String, _ command: NamedCommand) -> IpaiError {
    let names = command.description.commands.map(\.commandName)
    let meant = meant(word, names, command).map { "'\($0)'" }
    var hint = "\(command.text) has these commands: \(names.joined(separator: ", "))"
    if !meant.isEmpty { hint = "did you mean \(meant.joined(separator: " or "))? " + hint }
    return IpaiError(.usage, "'\(word.prefix(80))' is not a command of \(command.text)", hint: hint)
  }

  /// The commands that a word may stand for: one in the same place, or else those of that name elsewhere.
  private static func meant(_ word: String, _ siblings: [String], _ command: NamedCommand) -> [String] {
    if let other = OtherWords.commands[word], siblings.contains(other) { return ["\(command.text) \(other)"] }
    if let near = Suggestion.nearest(to: word, among: siblings) { return ["\(command.text) \(near)"] }
    let all = CommandDescription.root.descendants.map(\.path)
    let names = Set(all.compactMap(\.last)).sorted()
    guard let name = OtherWords.commands[word] ?? Suggestion.nearest(to: word, among: names) else { return [] }
    let paths = all.filter { $0.last == name }
    // A short form stands for the long one.
    let best = paths.first { $0.count == 1 }.map { [$0] } ?? Array(paths.prefix(3))
    return best.map { (["ipai"] + $0).joined(separator: " ") }
  }

  private static func unknownOption(_ name: String, _ command: NamedCommand) -> IpaiError {
    let names = command.description.parameters.flatMap { $0.names ?? [] }.map(\.text).filter { $0.hasPrefix("--") }
    let bare = String(name.drop { $0 == "-" })
    var meant = OtherWords.options[bare]?.first { names.contains(String($0.prefix { $0 != " " })) }
    if meant == nil && name.hasPrefix("--") {
      meant = Suggestion.nearest(to: bare, among: names.map { String($0.dropFirst(2)) }).map { "--" + $0 }
    }
    let hint = meant.map { "did you mean '\($0)'?" } ?? withoutSuggestion(name, command)
    return IpaiError(.usage, "\(command.text) has no option '\(name.prefix(80))'", hint: hint)
  }

  private static func withoutSuggestion(_ name: String, _ command: NamedCommand) -> String {
    let takesQuery = command.description.positionals.contains { $0.valueName == "query" }
    let isLetter = name.count == 2
    if takesQuery && !name.hasPrefix("--") && !isLetter {
      return "put a word to leave out inside the quotes of the query: \(command.text) 'proxy -test'"
    }
    return "its options are listed by: \(command.text) --help"
  }
}
