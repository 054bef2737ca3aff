import IpaiCore

extension Invocation {
  /// Commands that work on the database, as hints name them.
  private static let commands = [
    "ipai commits index", "ipai commits status", "ipai commits list", "ipai commits show", "ipai commits forget",
    "ipai rag search", "ipai index", "ipai search", "ipai doctor",
  ]

  /// A text that names commands, each with the database that this one was given: without it they would work on another.
  /// What the environment and the configuration say holds for them anyway.
  func repeatingDatabase(in text: String) -> String {
    guard let database = options.database else { return text }
    return Self.commands.reduce(text) { text, command in
      text.replacing(command, with: "\(command) --db \(ShellWord.quoted(database))")
    }
  }

  /// An error whose hint names commands.
  func repeatingDatabase(in error: IpaiError) -> IpaiError {
    guard options.database != nil, let hint = error.hint else { return error }
    return IpaiError(error.code, error.message, hint: repeatingDatabase(in: hint), cause: error.cause)
  }
}
