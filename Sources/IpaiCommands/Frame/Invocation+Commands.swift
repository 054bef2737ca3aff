import IpaiCore

extension Invocation {
  /// Commands that work on the database, as hints name them.
  private static let commands = [
    "ipai commits index", "ipai commits status", "ipai commits list", "ipai commits show", "ipai commits forget",
    "ipai rag search", "ipai memory list", "ipai memory show", "ipai memory add", "ipai memory index",
    "ipai memory context list", "ipai memory recall", "ipai skills list", "ipai skills show",
    "ipai skills sync", "ipai index", "ipai search", "ipai doctor",
  ]

  /// The text with `--db` added to the commands that it names, if this run was given one: without it they would use
  /// another database. What the environment and the configuration say applies to them anyway.
  func repeatingDatabase(in text: String) -> String {
    guard let database = options.database else { return text }
    return Self.commands.reduce(text) { text, command in
      text.replacing(command, with: "\(command) --db \(ShellWord.quoted(database))")
    }
  }

  /// The error with `--db` added to the commands that its hint names.
  func repeatingDatabase(in error: IpaiError) -> IpaiError {
    guard options.database != nil, let hint = error.hint else { return error }
    return IpaiError(error.code, error.message, hint: repeatingDatabase(in: hint), cause: error.cause)
  }
}
