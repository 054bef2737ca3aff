package import Foundation
import IpaiCommits
package import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding

/// What the work of actions needs: made once by an executable, passed by hand, safe for many callers at once.
///
/// The database, the model and the caches of a search are opened when something first needs them, and kept.
package struct Services: Sendable {
  package let configuration: IpaiCore.Configuration
  package let directories: Directories
  /// The database file, absolute, or `:memory:`.
  package let databasePath: String
  /// The folder whose repository is meant where a request names none; nil where the caller stands in no folder.
  package let folder: String?
  package let processorCount: Int
  package let now: @Sendable () -> Date
  /// Hears how far long work is.
  package let report: @Sendable (WorkProgress) -> Void
  private let isStopped: @Sendable () -> Bool
  private let pool: WorkPool
  let opened: OpenedServices

  /// `threads` is how many pieces of blocking work run at once; `isStopped` says whether the user has asked to stop, for all
  /// that runs.
  package init(
    configuration: IpaiCore.Configuration, directories: Directories, databasePath: String, folder: String?,
    processorCount: Int, threads: Int, now: @escaping @Sendable () -> Date,
    isStopped: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.directories = directories
    self.databasePath = databasePath
    self.folder = folder
    self.processorCount = processorCount
    self.now = now
    self.report = report
    self.isStopped = isStopped
    pool = WorkPool(threads: threads)
    opened = OpenedServices()
  }

  /// Runs work that blocks on a thread of its own; `isCancelled` also says when the calling task was cancelled.
  ///
  /// Throws what `work` throws, and `IpaiError(.interrupted)` where it was cancelled before it began.
  package func blocking<Value: Sendable>(
    _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    try await pool.run { [isStopped] isCancelled in try work { isCancelled() || isStopped() } }
  }

  /// Closes what was opened: the write-ahead log goes into the database.
  package func close() throws { try opened.close() }
}

extension Services {
  /// The database, migrated. Throws what `DatabaseFile.forWriting` throws.
  package func databaseForWriting() throws -> DatabaseFile { try opened.writing(checkedDatabasePath()) }

  /// nil when there is no database yet. One that an older ipai made is migrated. Throws what `DatabaseFile.forReading` throws.
  package func databaseForReading() throws -> DatabaseFile? {
    let path = try checkedDatabasePath()
    do { return try opened.reading(path) } catch let error as IpaiError where error.cause is OutdatedSchema {
      return try opened.writing(path)
    }
  }

  /// SQLite takes only paths in UTF-8.
  private func checkedDatabasePath() throws -> String {
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

  /// The configured model, ready to encode, as precisely as is asked for or configured.
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

  /// Threads that one piece of work may use: as many as were asked for, or as the configuration says; 0 is one a processor.
  func jobs(_ wanted: Int? = nil) -> Int {
    let jobs = wanted ?? configuration.jobs
    return jobs > 0 ? jobs : min(processorCount, IndexRequest.maxJobs)
  }
}
