/// The directories where ipai keeps its files (XDG Base Directory Specification, 0.8).
package struct Directories: Sendable, Equatable {
  /// The directory of the user's configuration file.
  package let configuration: String
  /// The directory of the database and of the models.
  package let data: String
  /// The directory of files that can be made again.
  package let cache: String

  /// The directories of a user; `environment` may hold `XDG_*_HOME`, where a relative value is ignored, as the
  /// specification asks.
  package init(home: String, environment: [String: String]) {
    var home = home
    if home.hasSuffix("/") { home.removeLast() }
    func base(_ variable: String, _ fallback: String) -> String {
      if let value = environment[variable], value.hasPrefix("/") { return value + "/ipai" }
      return "\(home)/\(fallback)/ipai"
    }
    configuration = base("XDG_CONFIG_HOME", ".config")
    data = base("XDG_DATA_HOME", ".local/share")
    cache = base("XDG_CACHE_HOME", ".cache")
  }
}
