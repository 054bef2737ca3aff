import ArgumentParser
import IpaiCore

/// The options that every verb takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("The format of the answer: table, json or jsonl.", valueName: "format"))
  var formatName = FormatName(OutputFormat.table.rawValue)

  @OptionGroup var shared: SharedOptions
}

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

/// The options that a verb takes that has all formats.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The format of the answer: table, json, jsonl, csv, sarif, html or markdown.", valueName: "format"))
  var formatName = ReportFormatName(OutputFormat.table.rawValue)

  @OptionGroup var shared: SharedOptions

  /// The same as the options of every verb.
  var common: CommonOptions {
    var common = CommonOptions()
    common.formatName = FormatName(formatName.text)
    common.shared = shared
    return common
  }
}

extension CommonOptions {
  var database: String? { shared.database }
  var store: String? { shared.store }
  /// Whether nothing but errors is written to standard error.
  var quiet: Bool { shared.quiet }
  /// Whether it is said what is done.
  var verbose: Bool { shared.verbose }
  var noPager: Bool { shared.noPager }

  /// The format of the answer; a table for a name that no format has, which `Verb.checkFormat` refuses.
  var format: OutputFormat { OutputFormat(rawValue: formatName.text) ?? .table }

  /// What they set; `hasBoth`: for a verb that uses two databases. Throws `IpaiError(.usage)` when they name two for another one.
  func settings(hasBoth: Bool) throws -> [String: String?] {
    if store?.isEmpty == true {
      throw IpaiError(
        .usage, "--store is empty",
        hint: "give an address such as postgres://user:password@host/database, or leave it out")
    }
    if hasBoth { return [Setting.db.key: database, Setting.store.key: store] }
    if database != nil, store != nil {
      throw IpaiError(.usage, "--db and --store name two databases", hint: "give one of them")
    }
    // A file that was named now is preferred to a store that the environment or a file names.
    return [Setting.db.key: database, Setting.store.key: store ?? database.map { _ in "" }]
  }
}
