/// The settings that one source gives, as text, before they are checked.
package struct ConfigurationLayer: Sendable {
  /// Where a value came from.
  package enum Origin: Hashable, Sendable {
    /// The default.
    case fallback
    /// A configuration file of the system or the user, by its path.
    case file(String)
    /// The `.ipai/config.yaml` of the current repository; it may set only what is harmless until it is trusted.
    case repositoryFile(String, trusted: Bool)
    /// An `IPAI_*` variable.
    case environment
    /// An option of the command line.
    case flag
  }

  /// A value as it was given.
  package struct Entry: Sendable {
    /// The value as text.
    package let value: String
    /// The line of its file, counted from 1; nil when the value does not stand in a file.
    package let line: Int?

    /// A value, and its line when it stands in a file.
    package init(_ value: String, line: Int? = nil) {
      self.value = value
      self.line = line
    }
  }

  /// The source of all the values.
  package let origin: Origin
  /// The values by the keys of their settings.
  package let entries: [String: Entry]
  /// Why the source gives nothing, such as a file that cannot be read.
  package let problem: IpaiError?

  /// A layer of values, or of the problem that kept them from being read.
  package init(_ origin: Origin, _ entries: [String: Entry], problem: IpaiError? = nil) {
    self.origin = origin
    self.entries = entries
    self.problem = problem
  }
}

extension ConfigurationLayer {
  /// The layer of the declared `IPAI_*` variables; an empty variable counts as unset, unless empty means "none".
  package static func environment(_ environment: [String: String]) -> ConfigurationLayer {
    let set = Setting.all.compactMap { setting -> (String, Entry)? in
      guard let value = environment[setting.variable], !value.isEmpty || setting.kind.hasEmptyValue else { return nil }
      return (setting.key, Entry(value))
    }
    return ConfigurationLayer(.environment, Dictionary(uniqueKeysWithValues: set))
  }

  /// The layer of the flags on the command line; those that were not given are nil.
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

  /// The origin in words, with the line or the variable where the value stands.
  package func described(_ setting: Setting?, line: Int?) -> String {
    switch self {
    case .fallback: "default"
    case .file(let path), .repositoryFile(let path, _): line.map { "\(path):\($0)" } ?? path
    case .environment: setting?.variable ?? "environment"
    case .flag: "--" + (setting?.key ?? "").replacing("_", with: "-")
    }
  }
}
