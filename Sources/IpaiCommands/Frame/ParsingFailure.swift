import IpaiCore

/// What is wrong with a command line that could not be parsed, with a hint that helps.
struct ParsingFailure {
  /// The words after the program's name.
  let arguments: [String]
  var root = CommandDescription.root

  /// The error for a word that is no command or an option that the command does not have; nil when the fault is another.
  var error: IpaiError? {
    var command = root
    var path: [String] = []
    var isValue = false
    for word in arguments {
      if word == "--" { return nil }
      if isValue {
        isValue = false
      } else if word.hasPrefix("-"), word.count > 1 {
        let name = String(word.prefix { $0 != "=" })
        guard let isOption = Self.takesValue(name, command) else { return Self.unknownOption(name, command, path) }
        isValue = isOption && !word.contains("=")
      } else if !command.commands.isEmpty {
        guard let next = command.command(named: word) else { return Self.unknownCommand(word, command, path) }
        command = next
        path.append(word)
      }
    }
    return nil
  }

  /// Whether an option or flags take a value; nil when there is no such option.
  private static func takesValue(_ name: String, _ command: CommandDescription) -> Bool? {
    if let parameter = command.parameter(typed: name) { return parameter.kind == .option }
    let areFlags = !name.hasPrefix("--") && name.dropFirst().allSatisfy { command.parameter(typed: "-\($0)") != nil }
    return areFlags ? false : nil
  }
}

extension ParsingFailure {
  /// The error for a word where a command was expected.
  static func unknownCommand(_ word: String, _ command: CommandDescription, _ path: [String]) -> IpaiError {
    let place = (["ipai"] + path).joined(separator: " ")
    let names = command.commands.map(\.commandName).joined(separator: ", ")
    let meant = meant(word, command, path).map { "'\($0)'" }
    let question = meant.isEmpty ? "" : "did you mean \(meant.joined(separator: " or "))? "
    return IpaiError(
      .usage, "'\(word.prefix(80))' is not a command of \(place)", hint: "\(question)the commands of \(place) are \(names)")
  }

  /// The commands that a word may stand for: one beside it, or else those of that name elsewhere.
  private static func meant(_ word: String, _ command: CommandDescription, _ path: [String]) -> [String] {
    let siblings = command.commands.map(\.commandName)
    if let other = OtherWords.commands[word], siblings.contains(other) { return [full(path + [other])] }
    if let near = Suggestion.nearest(to: word, among: siblings) { return [full(path + [near])] }
    let all = CommandDescription.root.descendants.map(\.path)
    let names = Set(all.compactMap(\.last))
    guard let name = OtherWords.commands[word] ?? Suggestion.nearest(to: word, among: names.sorted()) else { return [] }
    let paths = all.filter { $0.last == name }
    // A short form stands for the long one.
    return paths.filter { $0.count == 1 }.map(full).first.map { [$0] } ?? paths.prefix(3).map(full)
  }

  private static func full(_ path: [String]) -> String { (["ipai"] + path).joined(separator: " ") }

  private static func unknownOption(_ name: String, _ command: CommandDescription, _ path: [String]) -> IpaiError {
    let names = command.parameters.flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.text)
    let bare = String(name.drop { $0 == "-" })
    let other = OtherWords.options[bare]?.first { names.contains(String($0.prefix { $0 != " " })) }
    let near = name.hasPrefix("--") ? Suggestion.nearest(to: bare, among: names.map { String($0.dropFirst(2)) }) : nil
    let hint =
      if let meant = other ?? near.map({ "--" + $0 }) {
        "did you mean '\(meant)'?"
      } else {
        "its options are listed by: \(full(path)) --help"
      }
    return IpaiError(.usage, "\(full(path)) has no option '\(name.prefix(80))'", hint: hint)
  }
}
