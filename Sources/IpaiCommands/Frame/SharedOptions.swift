import ArgumentParser

/// The options that every verb takes, but for the format of its answer.
struct SharedOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp("The database file (IPAI_DB).", valueName: "file"))
  var database: String?

  @Option(
    help: ArgumentHelp("The PostgreSQL database to use in place of the file (IPAI_STORE).", valueName: "address"))
  var store: String?

  @Flag(name: .shortAndLong, help: "Write nothing but errors to standard error. The answer is always written in full.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Write more about what is done to standard error.")
  var verbose = false

  @Flag(name: .customLong("no-pager"), help: "Write long tables to the terminal without a pager.")
  var noPager = false
}
