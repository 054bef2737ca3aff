import ArgumentParser
import IpaiCore

/// The options of every verb that knows servers and rules.
struct RoutingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with a file for each server (IPAI_SERVERS). Default: the setting servers.", valueName: "dir"))
  var servers: String?

  @Option(help: ArgumentHelp("The file of rules (IPAI_ROUTES). Default: the setting routes.", valueName: "file"))
  var routes: String?

  /// The settings that the options override.
  var settings: [String: String?] { [Setting.servers.key: servers, Setting.routes.key: routes] }
}
