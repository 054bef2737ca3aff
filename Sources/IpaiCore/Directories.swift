/// Where ipai keeps its files, by the XDG Base Directory Specification, 0.8.
package struct Directories: Sendable, Equatable {
  package let configuration: String
  package let data: String
  package let cache: String

  /// `environment` may hold `XDG_*_HOME`; a relative value is ignored, as the specification asks.
  package init(home: String, environment: [String: String]) {
    let home = home.hasSuffix("/") ? String(home.dropLast()) : home
    func base(_ variable: String, _ fallback: String) -> String {
      let value = environment[variable] ?? ""
      return (value.hasPrefix("/") ? value : "\(home)/\(fallback)") + "/ipai"
    }
    configuration = base("XDG_CONFIG_HOME", ".config")
    data = base("XDG_DATA_HOME", ".local/share")
    cache = base("XDG_CACHE_HOME", ".cache")
  }
}
