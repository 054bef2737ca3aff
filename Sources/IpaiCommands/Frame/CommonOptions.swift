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
