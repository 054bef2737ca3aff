/// One thing that can be configured, declared once: its key, its variable, its values and its meaning.
package struct Setting: Sendable {
  /// The values that a setting takes, to check them and to name them in errors.
  package enum Kind: Sendable {
    /// The path of a file, not empty.
    case path
    /// A name without slashes and white space.
    case name
    /// An address with the scheme https or http.
    case address
    /// A whole number in a range.
    case count(ClosedRange<Int>)
    /// One of the words for true and false.
    case boolean
    /// One of some words.
    case choice([String])
    /// A command line for the shell; empty for none.
    case command
    /// The address of a PostgreSQL database, whose password is not shown.
    case store
  }

  /// The name in configuration files, such as `max_results`.
  package let key: String
  /// The environment variable, such as `IPAI_MAX_RESULTS`.
  package let variable: String
  /// The values that the setting takes.
  package let kind: Kind
  /// The default as text; empty when it depends on the user's directories (`db`).
  package let fallback: String
  /// What the setting is for, in whole sentences for manuals.
  package let summary: String
  /// True when a repository's own file may set it only after `ipai config trust`.
  package let needsTrust: Bool
}

extension Setting {
  /// All settings, in the order in which they are listed.
  package static let all: [Setting] = [
    db, store, machine, maxResults, jobs, diffWords, embeddings, model, modelHub, encoder, color, pager,
    host, port, rateLimit, tlsCertificate, tlsKey, oauthIssuer, oauthAudience, oauthKeys, logFormat,
    servers, routes,
  ]

  // The summary of each setting is its documentation.
  package static let db = Setting(
    key: "db", variable: "IPAI_DB", kind: .path, fallback: "",
    summary: "The database file. Default: ipai.db in the data directory.", needsTrust: true)
  package static let store = Setting(
    key: "store", variable: "IPAI_STORE", kind: .store, fallback: "",
    summary: "The PostgreSQL database that several machines share, as postgres://user@host/database. Default: none.",
    needsTrust: true)
  package static let machine = Setting(
    key: "machine", variable: "IPAI_MACHINE", kind: .name, fallback: "",
    summary:
      "The name of this machine in the PostgreSQL database, if others have something else at the same paths. Default: none.",
    needsTrust: true)
  package static let maxResults = Setting(
    key: "max_results", variable: "IPAI_MAX_RESULTS", kind: .count(1...10_000), fallback: "10",
    summary: "How many results a search or list shows at most.", needsTrust: false)
  package static let jobs = Setting(
    key: "jobs", variable: "IPAI_JOBS", kind: .count(0...256), fallback: "0",
    summary: "How many threads read a repository; 0 means one a processor.", needsTrust: false)
  package static let diffWords = Setting(
    key: "diff_words", variable: "IPAI_DIFF_WORDS", kind: .boolean, fallback: "true",
    summary: "Whether the words of diffs are indexed.", needsTrust: false)
  package static let embeddings = Setting(
    key: "embeddings", variable: "IPAI_EMBEDDINGS", kind: .boolean, fallback: "true",
    summary: "Whether commits are indexed by meaning where a model is installed.", needsTrust: false)
  package static let model = Setting(
    key: "model", variable: "IPAI_MODEL", kind: .name, fallback: "all-MiniLM-L6-v2",
    summary: "The embedding model that searches by meaning use.", needsTrust: false)
  package static let modelHub = Setting(
    key: "model_hub", variable: "IPAI_MODEL_HUB", kind: .address, fallback: "https://huggingface.co",
    summary: "Where 'ipai model install' gets models from.", needsTrust: true)
  package static let encoder = Setting(
    key: "encoder", variable: "IPAI_ENCODER", kind: .choice(["int8", "f32"]), fallback: "int8",
    summary: "How exactly embeddings are computed: int8 is several times faster.", needsTrust: false)
  package static let color = Setting(
    key: "color", variable: "IPAI_COLOR", kind: .choice(["auto", "always", "never"]), fallback: "auto",
    summary: "Whether output to people is coloured.", needsTrust: false)
  package static let pager = Setting(
    key: "pager", variable: "IPAI_PAGER", kind: .command, fallback: "",
    summary: "The command that shows long tables on a terminal; empty or 'cat' for none. Default: PAGER, or less.",
    needsTrust: true)

  package static let host = Setting(
    key: "host", variable: "IPAI_HOST", kind: .name, fallback: "127.0.0.1",
    summary: "The name or address on which 'ipai serve' listens.", needsTrust: true)
  package static let port = Setting(
    key: "port", variable: "IPAI_PORT", kind: .count(0...65_535), fallback: "8765",
    summary: "The port on which 'ipai serve' listens; 0 means any that is free.", needsTrust: true)

  package static let rateLimit = Setting(
    key: "rate_limit", variable: "IPAI_RATE_LIMIT", kind: .count(0...10_000_000), fallback: "6000",
    summary: "How many requests a minute 'ipai serve' takes from one key; 0 means any number.", needsTrust: true)
  package static let tlsCertificate = Setting(
    key: "tls_certificate", variable: "IPAI_TLS_CERTIFICATE", kind: .path, fallback: "",
    summary: "The file with the certificate of 'ipai serve', in the PEM format. Default: none, and no encryption.",
    needsTrust: true)
  package static let tlsKey = Setting(
    key: "tls_key", variable: "IPAI_TLS_KEY", kind: .path, fallback: "",
    summary: "The file with the private key of the certificate, in the PEM format.", needsTrust: true)
  package static let oauthIssuer = Setting(
    key: "oauth_issuer", variable: "IPAI_OAUTH_ISSUER", kind: .address, fallback: "",
    summary: "The authorization server whose access tokens 'ipai serve' accepts. Default: none.", needsTrust: true)
  package static let oauthAudience = Setting(
    key: "oauth_audience", variable: "IPAI_OAUTH_AUDIENCE", kind: .address, fallback: "",
    summary: "The address of 'ipai serve' for which access tokens have to be made.", needsTrust: true)
  package static let oauthKeys = Setting(
    key: "oauth_keys", variable: "IPAI_OAUTH_KEYS", kind: .address, fallback: "",
    summary: "Where the keys of the authorization server are. Default: where its metadata says.", needsTrust: true)
  package static let logFormat = Setting(
    key: "log_format", variable: "IPAI_LOG_FORMAT", kind: .choice(["text", "json"]), fallback: "text",
    summary: "How 'ipai serve' writes its log: as lines of text, or one JSON object a line.", needsTrust: false)

  package static let servers = Setting(
    key: "servers", variable: "IPAI_SERVERS", kind: .path, fallback: "",
    summary:
      "The folder with a file for each server that requests are routed to. Default: servers in the configuration directory.",
    needsTrust: true)
  package static let routes = Setting(
    key: "routes", variable: "IPAI_ROUTES", kind: .path, fallback: "",
    summary:
      "The file with the rules by which requests are routed. Default: routes.yaml in the configuration directory.",
    needsTrust: true)

  /// What is wrong with a value that this setting does not take, in the same words wherever it was given.
  package func complaint(about value: String) -> String {
    if case .store = kind {
      // The value may be a password in the wrong place.
      do { _ = try StoreAddress(value) } catch { return error.message + "; " + (error.hint ?? "") }
    }
    return "\(key) must be \(kind.expectation), not '\(value.prefix(80))'"
  }

  /// A value as it may be shown: without passwords.
  package func shown(_ value: String) -> String {
    guard case .store = kind, !value.isEmpty else { return value }
    return (try? StoreAddress(value))?.shown ?? "***"
  }

  /// The setting with a key; nil when there is none.
  package static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}

extension Setting.Kind {
  /// A value in its normal form; nil when `text` is not one.
  package func normalized(_ text: String) -> String? {
    switch self {
    case .count(let range): return Int(text).flatMap { range.contains($0) ? String($0) : nil }
    case .boolean: return Self.truth[text.lowercased()]
    default:
      guard takes(text) else { return nil }
      return text
    }
  }

  /// True when a value is one of this kind as it stands; numbers and words for true and false have a normal form instead.
  private func takes(_ text: String) -> Bool {
    switch self {
    case .path: !text.isEmpty && !text.utf8.contains(0)
    case .name: !text.isEmpty && !text.contains { $0 == "/" || $0.isWhitespace || $0 == "\0" }
    case .address: ["https://", "http://"].contains { text.lowercased().hasPrefix($0) }
    case .choice(let names): names.contains(text)
    case .command: !text.utf8.contains(0)
    case .store: text.isEmpty || (try? StoreAddress(text)) != nil
    case .count, .boolean: false
    }
  }

  /// What a value must be, as the end of the sentence "max_results must be …".
  package var expectation: String {
    switch self {
    case .path: "a path"
    case .name: "a name without slashes and spaces"
    case .address: "an address that starts with https://"
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .command: "a command"
    case .store: "an address such as postgres://user:password@host/database"
    }
  }

  /// True when an empty value means something other than an absent one.
  var hasEmptyValue: Bool {
    if case .command = self { return true }
    return false
  }

  /// The words for true and false, with their normal forms.
  private static let truth = [
    "true": "true", "yes": "true", "on": "true", "1": "true", "false": "false", "no": "false", "off": "false",
    "0": "false",
  ]
}
