import Foundation
import IpaiCore
import Logging

/// One run of a verb: its world, the options all verbs share, and the configuration in force.
struct Invocation {
  /// What the process is connected to.
  let world: World
  /// The options that all verbs share.
  let options: CommonOptions
  /// Where the configuration comes from.
  let sources: ConfigurationSources
  /// The configuration in force, with its errors.
  let configuration: IpaiCore.Configuration
  /// The database file, absolute, or `:memory:`.
  let databasePath: String
  /// Whether the verb uses the database file and the PostgreSQL database in one run.
  let usesBothDatabases: Bool
  /// What names a registry of promotions in hints; nil for verbs that work on none.
  private(set) var registryHint: RegistryHint?
  /// Writes to standard error; with `--verbose` also what is done.
  let log: Logger

  /// Throws `IpaiError(.configuration)` for an error in the configuration, unless the verb works in spite of it.
  init(_ verb: any Verb, in world: World) throws {
    self.world = world
    options = verb.common
    try verb.checkFormat()
    usesBothDatabases = type(of: verb).usesBothDatabases
    sources = ConfigurationSources(world)
    var flags = verb.settings
    flags.merge(try options.settings(hasBoth: usesBothDatabases)) { $1 }
    configuration = sources.resolve(flags: flags)
    if let error = configuration.errors.first(where: { $0.code == .usage }) { throw error }
    if !type(of: verb).worksWithBrokenConfiguration { _ = try configuration.checked() }
    let path = configuration.databasePath
    databasePath = path == ":memory:" ? path : try world.absolute(path)
    let level = options.verbose ? Logger.Level.debug : .warning
    log = Logger(label: "ipai") { _ in StreamLogHandler(write: world.standardError.write, logLevel: level) }
    if configuration.hasStore, !usesBothDatabases {
      let address = (try? configuration.storeAddress())?.shown ?? ""
      log.debug("store \(address) (\(configuration.values[Setting.store.key]?.origin ?? "default"))")
    } else {
      log.debug("database \(databasePath) (\(configuration.values[Setting.db.key]?.origin ?? "default"))")
    }
    if let verb = verb as? any RegistryVerb {
      registryHint = RegistryHint(registry: verb.registryNamed, store: options.store.flatMap { _ in databaseOption })
    }
    warnOfUntrustedFiles()
  }

  private func warnOfUntrustedFiles() {
    for error in configuration.passedOver {
      say("\(error.message); the file is ignored, because it is not trusted")
    }
    for passed in configuration.untrusted {
      let reason = "\(passed.key) is ignored, because the file is not trusted"
      say("\(passed.origin): \(reason); to trust it: ipai config trust")
    }
  }

  /// How text for people looks on standard output.
  var theme: Theme {
    Theme(world.standardOutput, choice: configuration.color, environment: world.environment)
  }

  /// Writes an answer to standard output.
  func answer<Whole: Encodable, Item: Encodable>(_ answer: Answer<Whole, Item>) {
    let text = answer.rendered(options.format, theme)
    guard !text.isEmpty else { return }
    if options.format != .table || !showsInPager(text) { world.standardOutput.write(text) }
  }

  /// Shows a text in the pager; false when it is short, not for a terminal, or there is no pager.
  private func showsInPager(_ text: String) -> Bool {
    guard !options.noPager, let pager = Pager(configuration.pager, world.environment) else { return false }
    return pager.show(text, on: world.standardOutput)
  }

  /// Says something to each user only once; `name` identifies what is said.
  func sayOnce(_ name: String, _ line: String) {
    let folder = sources.directories.data + "/said"
    guard !options.quiet, !FileManager.default.fileExists(atPath: folder + "/" + name) else { return }
    say(line)
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
  }

  /// Writes a line to standard error, unless `--quiet` was given.
  func say(_ line: String) {
    guard !options.quiet else { return }
    world.standardError.write("ipai: \(TerminalText.sanitized(repeatingDatabase(in: line)))\n")
  }
}

/// Writes log lines to standard error, in the form of all other lines there.
private struct StreamLogHandler: LogHandler {
  let write: @Sendable (String) -> Void
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { write("ipai: \(TerminalText.sanitized("\(event.message)"))\n") }
}
