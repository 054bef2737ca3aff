/// Every setting's value, resolved once from defaults, files, environment and flags.
package struct Configuration: Sendable {
  /// A value in force and where it came from, in words.
  package struct Value: Sendable, Equatable {
    package let text: String
    package let origin: String
  }

  /// A value in a repository's file that was passed over because the file is not trusted.
  package struct Untrusted: Sendable, Equatable {
    package let key: String
    package let origin: String
  }

  package private(set) var values: [String: Value]
  package private(set) var untrusted: [Untrusted] = []

  /// Later layers win. Throws `IpaiError(.configuration)`, naming file and line, for an unknown key or a bad value.
  package init(directories: Directories, layers: [ConfigurationLayer]) throws {
    values = Self.defaults(directories)
    for layer in layers {
      for (key, entry) in layer.entries.sorted(by: { $0.key < $1.key }) {
        try apply(key, entry, layer.origin)
      }
    }
  }

  private static func defaults(_ directories: Directories) -> [String: Value] {
    let pairs = Setting.all.map { ($0.key, Value(text: $0.fallback, origin: "default")) }
    var values = Dictionary(uniqueKeysWithValues: pairs)
    values[Setting.db.key] = Value(text: directories.data + "/ipai.db", origin: "default")
    return values
  }

  private mutating func apply(
    _ key: String, _ entry: ConfigurationLayer.Entry, _ origin: ConfigurationLayer.Origin
  ) throws {
    let setting = Setting.named(key)
    let place = origin.described(setting, line: entry.line)
    guard let setting else { throw Self.unknown(key, place) }
    if case .repositoryFile(_, trusted: false) = origin, setting.needsTrust {
      untrusted.append(Untrusted(key: key, origin: place))
      return
    }
    guard let text = setting.kind.normalized(entry.value) else {
      let code: ErrorCode = origin == .flag ? .usage : .configuration
      let shown = entry.value.prefix(80)
      throw IpaiError(code, "\(place): \(key) must be \(setting.kind.expectation), not '\(shown)'")
    }
    values[key] = Value(text: text, origin: place)
  }

  private static func unknown(_ key: String, _ place: String) -> IpaiError {
    let keys = Setting.all.map(\.key).joined(separator: ", ")
    return IpaiError(.configuration, "\(place): unknown setting '\(key.prefix(80))'", hint: "the settings are \(keys)")
  }
}

extension Configuration {
  package var databasePath: String { text(.db) }
  package var maxResults: Int { Int(text(.maxResults)) ?? 10 }
  /// Threads that read a repository; 0 means one a processor.
  package var jobs: Int { Int(text(.jobs)) ?? 0 }
  package var diffWords: Bool { text(.diffWords) == "true" }
  package var embeddings: Bool { text(.embeddings) == "true" }
  package var model: String { text(.model) }
  package var modelHub: String { text(.modelHub) }
  package var encoder: String { text(.encoder) }
  package var color: String { text(.color) }

  private func text(_ setting: Setting) -> String { values[setting.key]?.text ?? setting.fallback }
}
