import IpaiCore

extension Invocation {
  /// Commands that work on the database, as hints name them.
  private static let commands = [
    "ipai commits index", "ipai commits status", "ipai commits list", "ipai commits show", "ipai commits forget",
    "ipai rag search", "ipai memory list", "ipai memory show", "ipai memory add", "ipai memory index",
    "ipai memory context list", "ipai memory recall", "ipai skills list", "ipai skills show",
    "ipai skills sync", "ipai store migrate", "ipai store check", "ipai index", "ipai search", "ipai doctor",
  ]

  /// The text with `--db`, `--store` or the registry added to the commands that it names, if this run was given one: without it they would use
  /// another database. What the environment and the configuration say applies to them anyway. An address is repeated without its
  /// password.
  func repeatingDatabase(in text: String) -> String {
    let text = registryHint?.repeated(in: text) ?? text
    guard let option = databaseOption else { return text }
    return Self.commands.reduce(text) { text, command in text.replacing(command, with: "\(command) \(option)") }
  }

  /// The option that names the database or the store that this run was given, with its value; nil where none was given.
  var databaseOption: String? {
    guard !usesBothDatabases else { return nil }
    if let database = options.database { return "--db \(ShellWord.quoted(database))" }
    guard options.store != nil, let address = try? configuration.storeAddress() else { return nil }
    return "--store \(ShellWord.quoted(address.usable))"
  }

  /// The error with `--db` added to the commands that its hint names.
  func repeatingDatabase(in error: IpaiError) -> IpaiError {
    guard let hint = error.hint else { return error }
    return IpaiError(error.code, error.message, hint: repeatingDatabase(in: hint), cause: error.cause)
  }
}
