import ArgumentParser

/// The options that every verb takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("How to write the answer: table, json or jsonl.", valueName: "format"))
  var format: OutputFormat = .table

  @Option(name: .customLong("db"), help: ArgumentHelp("The database file (IPAI_DB).", valueName: "file"))
  var database: String?

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors; never leaves out data.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more on standard error about what is done.")
  var verbose = false

  @Flag(name: .customLong("no-pager"), help: "Write long tables straight to the terminal.")
  var noPager = false
}

extension OutputFormat: ExpressibleByArgument {}
