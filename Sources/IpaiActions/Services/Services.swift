package import Foundation
import IpaiCommits
package import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding
package import IpaiGit
import IpaiPostgres

/// What actions need for their work. An executable makes it once and passes it on; many callers may use it at once.
///
/// The database, the model and the caches of a search are opened when they are first needed, and kept.
package struct Services: Sendable {
  /// The configuration of the user and of the repository.
  package var configuration: IpaiCore.Configuration { inForce.value }
  private let inForce: ConfigurationInForce
  /// Where data and caches are kept.
  package let directories: Directories
  /// The absolute path of the database file, or `:memory:`.
  package let databasePath: String
  /// The folder whose repository is used when a request names none; nil when the caller has no current folder.
  package let folder: String?
  /// How many processors the machine has.
  package let processorCount: Int
  /// The clock.
  package let now: @Sendable () -> Date
  /// Is told how far long work has come.
  package private(set) var report: @Sendable (WorkProgress) -> Void
  /// The folders outside of which a request may name no file; nil where the caller may name any, as in a terminal.
  package let roots: PathRoots?
  /// The environment of the process, for programs that are started and for what files name.
  let environment: [String: String]
  private let isStopped: @Sendable () -> Bool
  private let pool: WorkPool
  /// What has been opened so far.
  let opened: OpenedServices

  /// `threads` is how many pieces of blocking work run at once, 0 for one on the caller's own thread, and `niceness` how much these
  /// threads give way to others; `environment` is that of the process; `isStopped` says whether the user has asked all work to
  /// stop; `roots`: see the property.
  package init(
    configuration: IpaiCore.Configuration, directories: Directories, databasePath: String, folder: String?,
    processorCount: Int, threads: Int, niceness: Int32 = 0, environment: [String: String] = [:],
    roots: PathRoots? = nil,
    now: @escaping @Sendable () -> Date,
    isStopped: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) {
    inForce = ConfigurationInForce(configuration)
    self.directories = directories
    self.databasePath = databasePath
    self.folder = folder
    self.processorCount = processorCount
    self.now = now
    self.report = report
    self.roots = roots
    self.environment = environment
    self.isStopped = isStopped
    pool = WorkPool(threads: threads, niceness: niceness)
    opened = OpenedServices()
  }

  /// The same services, with all that is open, for work whose progress somebody else is told.
  package func reporting(to report: @escaping @Sendable (WorkProgress) -> Void) -> Services {
    var services = self
    services.report = report
    return services
  }

  /// Runs blocking work on a thread of its own; `isCancelled` also becomes true when the calling task is cancelled.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` when it was cancelled before it began.
  package func blocking<Value: Sendable>(
    _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    try await pool.run { [isStopped] isCancelled in
      let isCancelled: @Sendable () -> Bool = { isCancelled() || isStopped() }
      return try CurrentWork.$current.withValue(CurrentWork(isCancelled: isCancelled)) { try work(isCancelled) }
    }
  }

  /// Runs work that uses a store: on a thread for blocking work, which it gives up while it waits for a server. `isCancelled` also
  /// becomes true when the calling task is cancelled.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` when it was cancelled before it began.
  package func working<Value>(
    _ work: (_ isCancelled: @escaping @Sendable () -> Bool) async throws -> Value
  ) async throws -> Value {
    try await pool.work { [isStopped] isCancelled in
      let isCancelled: @Sendable () -> Bool = { isCancelled() || isStopped() }
      return try await CurrentWork.$current.withValue(CurrentWork(isCancelled: isCancelled)) {
        try await work(isCancelled)
      }
    }
  }

  /// Runs asynchronous work that computes much on the threads for blocking work of a lane, and all blocking work in it as well.
  /// Throws what `work` throws.
  package func carry<Value>(_ lane: WorkLane, _ work: () async throws -> Value) async rethrows -> Value {
    try await pool.carry(lane, work)
  }

  /// Goes by another configuration from now on, wherever these services are used. The database stays the one that is open.
  package func reconfigure(_ configuration: IpaiCore.Configuration) {
    inForce.value = configuration
    opened.forgetModels()
  }

  /// The git program, in the work tree or bare repository at `folder`.
  package func gitProgram(in folder: String) -> GitProgram {
    GitProgram(in: folder, environment: environment, isCancelled: isStopped)
  }

  /// False when the database is open and its file has been removed or replaced, or when the PostgreSQL database could not be reached.
  package var isDatabaseInPlace: Bool { opened.isDatabaseInPlace }

  /// Closes what was opened and moves the write-ahead log into the database.
  package func close() throws { try opened.close() }
}

extension Services {
  /// Opens the database for writing, or connects to the store, so that whoever starts a server learns at once what is wrong with it.
  /// Throws `IpaiError`.
  package func open() async throws {
    try await working { [self] _ in
      guard let shared = try sharedStore() else {
        _ = try databaseForWriting()
        return
      }
      try await shared.open()
    }
  }

  /// The database, migrated. Throws what `DatabaseFile.forWriting` throws.
  package func databaseForWriting() throws -> DatabaseFile { try opened.writing(checkedDatabasePath()) }

  /// The database for reading; nil when there is none yet. A database that an older ipai made is migrated. Throws what
  /// `DatabaseFile.forReading` throws.
  package func databaseForReading() throws -> DatabaseFile? {
    let path = try checkedDatabasePath()
    do { return try opened.reading(path) } catch let error as IpaiError where error.cause is OutdatedSchema {
      return try opened.writing(path)
    }
  }

  /// The path of the database; SQLite accepts only UTF-8.
  private func checkedDatabasePath() throws -> String {
    guard !configuration.hasStore else {
      throw IpaiError(
        .unavailable,
        "this needs the local database, and a store is configured",
        hint: "unset IPAI_STORE, or take 'store' out of the configuration, to work with the local database")
    }
    guard !databasePath.unicodeScalars.contains(where: PathText.isEscape) else {
      throw IpaiError(
        .usage, "the path of the database is not UTF-8: \(databasePath)", hint: "choose another with --db or IPAI_DB")
    }
    return databasePath
  }
}

extension Services {
  /// Where models are installed.
  package var models: ModelStore { ModelStore(folder: directories.data + "/models") }

  /// The revision of the configured model; nil when it is not installed or cannot be used.
  package var modelRevision: String? { try? models.open(configuration.model).revision }

  /// The command that installs the configured model.
  package var modelInstallCommand: String { InstallCommand.text(configuration.model) }

  /// The configured model, ready to encode, with the precision that is asked for or configured.
  ///
  /// Throws `IpaiError(.notFound)` when it is not installed.
  package func textEncoder(_ precision: EncoderPrecision? = nil) throws -> TextEncoder {
    let precision = precision ?? EncoderPrecision(rawValue: configuration.encoder) ?? .int8
    return try opened.encoder(precision) {
      TextEncoder(try models.open(configuration.model), precision: precision, threads: jobs())
    }
  }

  /// The configured model; nil when it is not installed. Throws `IpaiError` when it cannot be used.
  func installedEncoder() throws -> TextEncoder? {
    do { return try textEncoder() } catch let error as IpaiError where error.code == .notFound { return nil }
  }

  /// How many threads one piece of work may use: as many as were asked for or are configured; 0 means one for each processor.
  func jobs(_ wanted: Int? = nil) -> Int {
    let jobs = wanted ?? configuration.jobs
    guard jobs > 0 else { return min(processorCount, IndexRequest.maxJobs) }
    return jobs
  }
}

extension Services: CustomStringConvertible, CustomDebugStringConvertible {
  /// The database alone: the environment holds secrets, and whoever logs services does not think of them.
  package var description: String { "Services(\(databasePath))" }
  /// The same as the description.
  package var debugDescription: String { description }
}
