import ArgumentParser
import IpaiCore

/// `ipai config list`
struct ConfigList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List every setting and its value.",
    discussion: """
      If a configuration file has an error, the values that apply without it are listed, and the exit status is 78.

      Examples:
        ipai config list
        ipai config list --show-origin
      """)

  static let worksWithBrokenConfiguration = true

  @Flag(
    name: .customLong("show-origin"), help: "Show where each value comes from: a file and line, a variable or a flag.")
  var showOrigin = false

  @OptionGroup var common: CommonOptions

  private struct Entry: Encodable {
    let key: String
    let value: String
    let origin: String
    let variable: String
  }

  /// Writes all settings, and then throws the first error of the configuration.
  func run(in invocation: Invocation) throws {
    let entries = Setting.all.compactMap { setting in
      invocation.configuration.values[setting.key].map {
        Entry(key: setting.key, value: setting.shown($0.text), origin: $0.origin, variable: setting.variable)
      }
    }
    invocation.answer(
      Answer(list: entries) { theme in
        let table = showOrigin ? Self.tableWithOrigins(entries, theme) : Self.table(entries, theme)
        return table.rendered(theme.unbounded)
      })
    _ = try invocation.configuration.checked()
  }

  private static func table(_ entries: [Entry], _ theme: Theme) -> TextTable {
    var table = TextTable(styles: [theme.dim, { $0 }])
    for entry in entries { table.add([entry.key, entry.value]) }
    return table
  }

  private static func tableWithOrigins(_ entries: [Entry], _ theme: Theme) -> TextTable {
    var table = TextTable([
      .init(head: "SETTING", style: theme.dim), .init(head: "VALUE"), .init(head: "ORIGIN", style: theme.dim),
    ])
    for entry in entries { table.add([entry.key, entry.value, entry.origin]) }
    return table
  }
}
