import ArgumentParser
import IpaiCore

/// A command that does something, as against one that only groups others.
protocol Verb: ParsableCommand {
  var common: CommonOptions { get }

  /// The settings that its own flags override, by key; nil where a flag was not given.
  var settings: [String: String?] { get }

  /// Whether it also runs where the configuration has errors, which it finds in `Invocation.configuration`.
  static var worksWithBrokenConfiguration: Bool { get }

  /// Does the work. Throws `IpaiError`.
  func run(in invocation: Invocation) throws
}

extension Verb {
  var settings: [String: String?] { [:] }
  static var worksWithBrokenConfiguration: Bool { false }
}

/// A command that does something and needs no configuration for it.
protocol PlainVerb: ParsableCommand {
  /// Does the work. Throws `IpaiError`.
  func run(in world: World) throws
}

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
