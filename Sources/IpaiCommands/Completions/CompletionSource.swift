import IpaiCore

/// Where the values of an option or argument come from.
enum CompletionSource: Equatable {
  /// Paths, which the shell completes by itself.
  case files, folders
  /// Branches, tags and HEAD of the repository that the command line is about.
  case revisions
  /// The names of the models that are installed.
  case installedModels
  /// The names of the models that can be installed, and of those that are.
  case allModels
  /// The commands that can follow the words before.
  case commands
  /// One of these words.
  case words([String])
  /// Free text, for which there are no candidates.
  case anything

  /// The sources for a parameter of the command that `path` leads to; empty when nobody has declared one.
  static func of(_ parameter: CommandDescription.Parameter, _ path: [String]) -> [CompletionSource] {
    if let values = parameter.allValues, !values.isEmpty { return [.words(values)] }
    let name = parameter.names?.last?.text ?? parameter.valueName ?? ""
    let kind = parameter.valueName ?? ""
    if let sources = declared[(path + [name]).joined(separator: " ")] ?? declared[name] { return sources }
    if free.contains(kind) { return [.anything] }
    return []
  }

  /// By the option or the name of the argument; with the verb in front where a verb differs.
  private static let declared: [String: [CompletionSource]] = [
    "path": [.folders], "--repo": [.folders], "--path": [.files], "--db": [.files], "--from": [.files],
    "--like": [.revisions, .files], "--ref": [.revisions], "revision": [.revisions], "query": [.anything],
    "name": [.installedModels], "model install name": [.allModels],
    "--corpus": [.words(["commits", "memory", "skills", "all"])], "--include": [.anything], "--exclude": [.anything],
    "rag add path": [.files], "rag forget name": [.files], "rag import file": [.files], "corpus": [.anything],
    "--embedder": [.words(["installed", "none"])], "--model": [.anything], "--key-env": [.anything],
    "--query-prefix": [.anything], "--passage-prefix": [.anything], "--price": [.anything], "--dimensions": [.anything],
    "--lang": [.anything], "--budget": [.anything], "--where": [.anything],
    "dir": [.folders], "--dir": [.folders], "skills add path": [.files], "skills validate path": [.files],
    "memory import path": [.files], "why path": [.files], "skills new name": [.anything],
    "skills show name": [.anything],
    "skills set-status name": [.anything], "skills history name": [.anything], "skills diff name": [.anything],
    "skills export name": [.anything], "skills eval skill": [.folders], "--grader-url": [.anything],
    "--grader-model": [.anything],
    "--revision": [.revisions], "--to": [.files], "--skill": [.anything], "--allow-secrets": [.anything],
    "--sign": [.files], "--signer": [.anything], "--out": [.files], "plan": [.files], "--plan-digest": [.anything],
    "--registry": [.files],
    "--allowed-signers": [.files], "promote verify name": [.anything], "promote log name": [.anything],
    "promote rollback name": [.anything], "promote rollback --to": [.anything],
    "skills install names": [.anything], "skills install --from": [.folders, .files], "--into": [.folders],
    "--lock": [.files],
    "keys create name": [.anything], "--host": [.anything], "--port": [.anything], "--root": [.folders],
    "--watch": [.folders],
    "--allowed-host": [.anything], "--allowed-origin": [.anything], "--trusted-proxy": [.anything],
    "--oauth-issuer": [.anything], "--oauth-audience": [.anything], "--oauth-keys": [.anything],
    "--tls-certificate": [.files], "--tls-key": [.files], "--log-format": [.words(logFormats)],
    "--servers": [.folders], "--routes": [.files], "server": [.anything], "--server": [.anything],
    "tool": [.anything], "--tool": [.anything], "tools": [.anything], "--target": [.anything],
    "--context": [.anything], "arguments": [.anything], "--seconds": [.anything], "route test file": [.files],
    "log": [.files], "--config": [.files], "--decision-log": [.files],
    "--store": [.anything], "store copy --from": [.files], "store copy --to": [.files], "--manifest": [.anything],
    "--url": [.anything], "--file": [.files],
    "--baseline": [.files], "--offline": [.files], "--save": [.files], "--policy": [.files], "--resource": [.anything],
    "advisor snapshot save file": [.files], "advisor snapshot load file": [.files],
    "advisor snapshot redact file": [.files], "--output": [.files],
    "advisor scan --format": [.words(OutputFormat.allCases.map(\.rawValue))],
    "--rule": [.anything], "finding": [.anything], "advisor rules show id": [.anything],
    "advisor suppress target": [.anything], "--reason": [.anything], "--owner": [.anything], "--until": [.anything],
    "advisor unsuppress id": [.anything], "advisor findings query": [.anything], "--account": [.anything],
    "--scan": [.anything], "advisor diff from": [.anything], "advisor diff to": [.anything],
    "--from-snapshot": [.files], "--to-snapshot": [.files],
    "--requests-per-minute": [.anything], "--max-wait": [.anything],
    "--encoder": [.words(encoders)], "command": [.commands],
  ]

  private static let encoders = if case .choice(let names) = Setting.encoder.kind { names } else { [String]() }

  private static let logFormats =
    if case .choice(let names) = Setting.logFormat.kind { names } else { [String]() }

  /// The names of values that are free text.
  private static let free: Set = [
    "n", "text", "date", "cursor", "mark", "id", "role", "target", "tokens", "word", "number", "time", "name",
    "session-id", "key", "value", "from", "to",
  ]
}
