import ArgumentParser

/// `ipai config`: the verbs for the configuration. A new verb is a line here.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the configuration and where each value comes from.",
    discussion: """
      Examples:
        ipai config list --show-origin
        ipai config path
      """,
    subcommands: [ConfigList.self, ConfigPath.self, ConfigTrust.self])
}
