/// The environment in which the git program is run.
enum GitEnvironment {
  /// What git needs to find itself and the user's own configuration.
  private static let kept = [
    "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
  ]

  /// The variables for git, of those of this process. Nothing is asked, written or fetched: a partial clone lacks what it
  /// lacks.
  static func variables(from environment: [String: String]) -> [String: String] {
    var variables = environment.filter { kept.contains($0.key) }
    if variables["PATH"] == nil { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    variables["LC_ALL"] = "C"
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["GIT_ALLOW_PROTOCOL"] = ""
    variables["GIT_NO_LAZY_FETCH"] = "1"
    variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"] = "1"
    return variables
  }

  /// Settings as variables, which are taken literally whatever their keys contain (git-config(1), GIT_CONFIG_COUNT).
  static func settings(_ overrides: [String: String]) -> [String: String] {
    var settings = overrides
    settings["core.fsmonitor"] = "false"
    settings["core.quotePath"] = "false"
    var variables = ["GIT_CONFIG_COUNT": "\(settings.count)"]
    for (index, (key, value)) in settings.enumerated() {
      variables["GIT_CONFIG_KEY_\(index)"] = key
      variables["GIT_CONFIG_VALUE_\(index)"] = value
    }
    return variables
  }
}
