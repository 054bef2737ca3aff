/// The value of every setting, resolved once from defaults, files, environment and flags.
package struct Configuration: Sendable {
  /// A value in force.
  package struct Value: Sendable, Equatable {
    /// The value in its normal form.
    package let text: String
    /// Where the value came from, in words.
    package let origin: String
  }

  /// A value in a repository's file that was ignored because the file is not trusted.
  package struct Untrusted: Sendable, Equatable {
    /// The setting's key.
    package let key: String
    /// Where the value stands, in words.
    package let origin: String
  }

  /// The values in force, by the keys of the settings.
  package private(set) var values: [String: Value]
  /// The values that were ignored because they need trust.
  package private(set) var untrusted: [Untrusted] = []
  /// Why the file of a repository that is not trusted was ignored as a whole: one error for each such file.
  package private(set) var passedOver: [IpaiError] = []
  /// What is wrong with the other layers; the values are in force without it.
  package private(set) var errors: [IpaiError] = []

  /// Resolves the layers, where later ones win. Errors in them are kept and not thrown: see `checked`.
  package init(directories: Directories, layers: [ConfigurationLayer]) {
    values = Self.defaults(directories)
    for layer in layers { add(layer) }
  }

  /// This configuration, when nothing is wrong with it. Throws its first error, which names the file and the line: `.usage`
  /// for a flag, `.configuration` for anything else.
  package func checked() throws(IpaiError) -> Configuration {
    if let error = errors.first { throw error }
    return self
  }

  private static func defaults(_ directories: Directories) -> [String: Value] {
    let pairs = Setting.all.map { ($0.key, Value(text: $0.fallback, origin: "default")) }
    var values = Dictionary(uniqueKeysWithValues: pairs)
    values[Setting.db.key] = Value(text: directories.data + "/ipai.db", origin: "default")
    values[Setting.servers.key] = Value(text: directories.configuration + "/servers", origin: "default")
    values[Setting.routes.key] = Value(text: directories.configuration + "/routes.yaml", origin: "default")
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
      let code: ErrorCode = if origin == .flag { .usage } else { .configuration }
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
  /// The path of the database file.
  package var databasePath: String { text(.db) }
  /// The address of the PostgreSQL database; nil for none. Throws `IpaiError(.usage)`.
  package func storeAddress() throws(IpaiError) -> StoreAddress? {
    let text = text(.store)
    return text.isEmpty ? nil : try StoreAddress(text)
  }
  /// Whether a PostgreSQL database takes the place of the file.
  package var hasStore: Bool { !text(.store).isEmpty }
  /// The name of this machine among those that share the PostgreSQL database; empty when paths mean the same on all of them.
  package var machine: String { text(.machine) }
  /// How many results are shown at most.
  package var maxResults: Int { Int(text(.maxResults)) ?? 10 }
  /// The number of threads that read a repository; 0 means one for each processor.
  package var jobs: Int { Int(text(.jobs)) ?? 0 }
  /// True when the words of diffs are indexed.
  package var diffWords: Bool { text(.diffWords) == "true" }
  /// True when commits are indexed by meaning, provided that a model is installed.
  package var embeddings: Bool { text(.embeddings) == "true" }
  /// The name of the embedding model.
  package var model: String { text(.model) }
  /// The address from which models are downloaded.
  package var modelHub: String { text(.modelHub) }
  /// The precision of the encoder: `int8` or `f32`.
  package var encoder: String { text(.encoder) }
  /// Whether output is coloured: `auto`, `always` or `never`.
  package var color: String { text(.color) }
  /// The command that shows long tables, empty for none; nil when `PAGER` decides.
  package var pager: String? {
    guard let value = values[Setting.pager.key], value.origin != "default" else { return nil }
    return value.text
  }

  /// The name or address on which the server listens.
  package var host: String { text(.host) }
  /// The port on which the server listens; 0 means any that is free.
  package var port: Int { Int(text(.port)) ?? 8765 }

  /// How many requests a minute the server takes from one key; 0 means any number.
  package var rateLimit: Int { Int(text(.rateLimit)) ?? 0 }
  /// The file with the certificate of the server; empty for none.
  package var tlsCertificate: String { text(.tlsCertificate) }
  /// The file with the key of the certificate; empty for none.
  package var tlsKey: String { text(.tlsKey) }
  /// The authorization server whose tokens the server accepts; empty for none.
  package var oauthIssuer: String { text(.oauthIssuer) }
  /// What tokens have to be made for; empty for none.
  package var oauthAudience: String { text(.oauthAudience) }
  /// Where the keys of the authorization server are; empty when its metadata says it.
  package var oauthKeys: String { text(.oauthKeys) }
  /// How the server writes its log: `text` or `json`.
  package var logFormat: String { text(.logFormat) }

  /// The folder with a file for each server.
  package var servers: String { text(.servers) }
  /// The file with the rules of routing.
  package var routes: String { text(.routes) }
  /// Whether a setting has another value than its default.
  package func isSet(_ setting: Setting) -> Bool { values[setting.key]?.origin != "default" }

  private func text(_ setting: Setting) -> String { values[setting.key]?.text ?? setting.fallback }
}
