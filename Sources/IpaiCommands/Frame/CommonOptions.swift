import ArgumentParser

/// The options that every verb takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The format of the answer: table, json or jsonl.", valueName: "format"))
  var format: OutputFormat = .table

  @Option(name: .customLong("db"), help: ArgumentHelp("The database file (IPAI_DB).", valueName: "file"))
  var database: String?

  @Flag(name: .shortAndLong, help: "Write nothing but errors to standard error. The answer is always written in full.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Write more about what is done to standard error.")
  var verbose = false

  @Flag(name: .customLong("no-pager"), help: "Write long tables to the terminal without a pager.")
  var noPager = false
}

extension OutputFormat: ExpressibleByArgument {}
