/// A command line up to the word that is to be completed, as far as it can be understood.
struct CompletionRequest {
  /// The word to complete, as far as it is typed.
  private(set) var current: String
  /// The command that the words lead to.
  private(set) var command = CommandDescription.root
  /// The words that led to the command.
  private(set) var path: [String] = []
  /// The positional arguments given so far.
  private(set) var positionals: [String] = []
  /// The values of the options given so far, by the name as typed; empty for a flag.
  private(set) var options: [String: String] = [:]
  /// The option whose value is to be completed.
  private(set) var pending: CommandDescription.Parameter?
  /// True after `--`: what follows is no option.
  private(set) var isAfterTerminator = false
  /// False after a word that is not a command: nothing is known about what follows.
  private(set) var isUnderstood = true

  /// `words` are those after the program's name, the last one being completed.
  init(_ words: [String]) {
    var words = Self.withoutEqualsSigns(words)
    current = words.popLast() ?? ""
    for word in words { take(word) }
  }

  /// Undoes what bash does: it takes `--format=json` for three words.
  private static func withoutEqualsSigns(_ words: [String]) -> [String] {
    var result: [String] = []
    var isAfterSign = false
    for (index, word) in words.enumerated() {
      let isSign = word == "=" && result.last?.hasPrefix("--") == true
      if !isSign || isAfterSign { result.append(word) }
      if isSign && index == words.count - 1 { result.append("") }
      isAfterSign = isSign
    }
    return result
  }

  private mutating func take(_ word: String) {
    if let option = pending {
      for name in option.names ?? [] { options[name.text] = word }
      pending = nil
    } else if !isAfterTerminator && word == "--" {
      isAfterTerminator = true
    } else if !isAfterTerminator && word.hasPrefix("-") && word.count > 1 {
      takeOption(word)
    } else if command.commands.isEmpty {
      positionals.append(word)
    } else if let next = command.command(named: word) {
      command = next
      path.append(word)
    } else {
      isUnderstood = false
    }
  }

  private mutating func takeOption(_ word: String) {
    let name = word.prefix { $0 != "=" }
    guard let parameter = command.parameter(typed: name) else { return }
    // Without an equals sign the value is empty, until the next word gives it.
    for name in parameter.names ?? [] { options[name.text] = Self.value(word) }
    if parameter.kind == .option && !word.contains("=") { pending = parameter }
  }

  /// What follows the first `=`; empty where there is none.
  static func value(_ word: String) -> String { String(word.drop { $0 != "=" }.dropFirst()) }

  /// The positional argument that the next word would be; nil when there can be no more.
  var positional: CommandDescription.Parameter? {
    let all = command.positionals
    if positionals.count < all.count { return all[positionals.count] }
    guard let last = all.last, last.isRepeating else { return nil }
    return last
  }

  /// The folder whose repository the command line is about.
  var folder: String {
    if let folder = options["--repo"] { return folder }
    let place = command.positionals.firstIndex { $0.valueName == "path" }
    guard let place, place < positionals.count else { return "." }
    return positionals[place]
  }
}
