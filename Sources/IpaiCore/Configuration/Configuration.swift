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
  /// Why the file of a repository that is not trusted was passed over as a whole: one error for each such file.
  package private(set) var passedOver: [IpaiError] = []
  /// What is wrong with the other layers; the values are those that hold without it.
  package private(set) var errors: [IpaiError] = []

  /// Later layers win. What is wrong with a layer is kept and not thrown: see `checked`.
  package init(directories: Directories, layers: [ConfigurationLayer]) {
    values = Self.defaults(directories)
    for layer in layers { add(layer) }
  }

  /// This configuration. Throws its first error: `.usage` for a flag, `.configuration` for anything else, naming file
  /// and line.
  package func checked() throws(IpaiError) -> Configuration {
    if let error = errors.first { throw error }
    return self
  }

  private static func defaults(_ directories: Directories) -> [String: Value] {
    let pairs = Setting.all.map { ($0.key, Value(text: $0.fallback, origin: "default")) }
    var values = Dictionary(uniqueKeysWithValues: pairs)
    values[Setting.db.key] = Value(text: directories.data + "/ipai.db", origin: "default")
    return values
  }

  private mutating func add(_ layer: ConfigurationLayer) {
    let before = self
    var failures = layer.problem.map { [$0] } ?? []
    for (key, entry) in layer.entries.sorted(by: { $0.key < $1.key }) {
      do throws(IpaiError) { try apply(key, entry, layer.origin) } catch { failures.append(error) }
    }
    guard let first = failures.first else { return }
    if layer.origin.isUntrusted {
      self = before
      passedOver.append(first)
    } else {
      errors += failures
    }
  }

  private mutating func apply(
    _ key: String, _ entry: ConfigurationLayer.Entry, _ origin: ConfigurationLayer.Origin
  ) throws(IpaiError) {
    let setting = Setting.named(key)
    let place = origin.described(setting, line: entry.line)
    guard let setting else { throw Self.unknown(key, place) }
    if origin.isUntrusted, setting.needsTrust {
      untrusted.append(Untrusted(key: key, origin: place))
      return
    }
    guard let text = setting.kind.normalized(entry.value) else {
      let code: ErrorCode = origin == .flag ? .usage : .configuration
      throw IpaiError(code, "\(place): \(setting.complaint(about: entry.value))")
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
  /// The command that shows long tables, empty for none; nil where `PAGER` decides.
  package var pager: String? { values[Setting.pager.key].flatMap { $0.origin == "default" ? nil : $0.text } }

  private func text(_ setting: Setting) -> String { values[setting.key]?.text ?? setting.fallback }
}
