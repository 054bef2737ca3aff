import ArgumentParser
import IpaiCore

/// A command that does something, as opposed to one that only groups others.
protocol Verb: ParsableCommand {
  /// The options that every verb takes, as they were given.
  var common: CommonOptions { get }

  /// The settings that the verb's own flags override, by key; nil for a flag that was not given.
  var settings: [String: String?] { get }

  /// Whether the verb also runs when the configuration has errors, which are then in `Invocation.configuration`.
  static var worksWithBrokenConfiguration: Bool { get }

  /// Whether the verb uses the database file and the PostgreSQL database in one run.
  static var usesBothDatabases: Bool { get }

  /// The formats that the answer may have.
  static var formats: [OutputFormat] { get }

  /// Does the work. Throws `IpaiError`.
  func run(in invocation: Invocation) throws
}

extension Verb {
  var settings: [String: String?] { [:] }
  static var worksWithBrokenConfiguration: Bool { false }
  static var usesBothDatabases: Bool { false }
  static var formats: [OutputFormat] { OutputFormat.common }

  /// Throws `IpaiError(.usage)` for a format that the answer cannot have.
  func checkFormat() throws {
    let names = Self.formats.map(\.rawValue)
    guard !names.contains(common.formatName.text) else { return }
    throw IpaiError(
      .usage, "there is no format '\(common.formatName.text.prefix(80))' here",
      hint: "the formats are \(names.joined(separator: ", "))")
  }
}
