/// The settings that one source gives, as text, before they are checked.
package struct ConfigurationLayer: Sendable {
  /// Where a value came from.
  package enum Origin: Hashable, Sendable {
    case fallback
    case file(String)
    /// The `.ipai/config.yaml` of the repository one stands in; it may set only what is harmless until it is trusted.
    case repositoryFile(String, trusted: Bool)
    case environment
    case flag
  }

  /// A value with the line of the file it stands on (1-based), where it stands in a file.
  package struct Entry: Sendable {
    package let value: String
    package let line: Int?

    package init(_ value: String, line: Int? = nil) {
      self.value = value
      self.line = line
    }
  }

  package let origin: Origin
  package let entries: [String: Entry]
  /// Why the source gives nothing, as a file that cannot be read.
  package let problem: IpaiError?

  package init(_ origin: Origin, _ entries: [String: Entry], problem: IpaiError? = nil) {
    self.origin = origin
    self.entries = entries
    self.problem = problem
  }
}

extension ConfigurationLayer {
  /// The layer of the declared `IPAI_*` variables; an empty variable counts as unset, except where empty means "none".
  package static func environment(_ environment: [String: String]) -> ConfigurationLayer {
    let set = Setting.all.compactMap { setting -> (String, Entry)? in
      guard let value = environment[setting.variable], !value.isEmpty || setting.kind.hasEmptyValue else { return nil }
      return (setting.key, Entry(value))
    }
    return ConfigurationLayer(.environment, Dictionary(uniqueKeysWithValues: set))
  }

  /// The layer of the flags given on the command line; absent ones are nil.
  package static func flags(_ flags: [String: String?]) -> ConfigurationLayer {
    ConfigurationLayer(.flag, flags.compactMapValues { $0.map { Entry($0) } })
  }
}

extension ConfigurationLayer.Origin {
  /// True for the file of a repository that the user has not trusted.
  package var isUntrusted: Bool {
    if case .repositoryFile(_, trusted: false) = self { return true }
    return false
  }

  /// The origin in words, with the line or variable that names the spot.
  package func described(_ setting: Setting?, line: Int?) -> String {
    switch self {
    case .fallback: "default"
    case .file(let path), .repositoryFile(let path, _): line.map { "\(path):\($0)" } ?? path
    case .environment: setting?.variable ?? "environment"
    case .flag: "--" + (setting?.key ?? "").replacing("_", with: "-")
    }
  }
}
