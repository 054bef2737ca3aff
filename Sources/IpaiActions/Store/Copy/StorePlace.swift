import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiDatabase
import IpaiMemory
import IpaiPostgres
import IpaiSearch
import IpaiSkills

/// A store that something is copied from or to: a local database file, or a PostgreSQL database.
enum StorePlace {
  case file(DatabaseFile)
  case shared(PostgresPool)

  /// The words for the two stores that are configured, which other faces than a terminal may name.
  static let words = (local: "local", shared: "shared")

  /// The store that a text names, for reading or for writing.
  ///
  /// Throws `IpaiError`: `.usage` for a text that names none, `.notFound` for a file that is not there, `.denied` for a place that the
  /// caller may not name, and what opening it throws.
  init(_ text: String, forWriting: Bool, in services: Services) throws {
    switch text {
    case Self.words.local: self = .file(try Self.open(services.databasePath, forWriting: forWriting))
    case Self.words.shared: self = .shared(try Self.configured(services))
    default:
      guard services.roots == nil else {
        throw IpaiError(.denied, "only the stores 'local' and 'shared' can be named here")
      }
      if text.contains("://") {
        self = .shared(try Self.pool(StoreAddress(text), services))
      } else {
        if forWriting { try Self.checkFolder(of: text) }
        self = .file(try Self.open(text, forWriting: forWriting))
      }
    }
  }

  /// Throws `IpaiError(.notFound)` where the folder of a file is missing: the name may be a mistake.
  private static func checkFolder(of path: String) throws {
    guard let end = path.lastIndex(of: "/"), end > path.startIndex else { return }
    let folder = String(path[..<end])
    guard FileStatus(folder)?.kind == .folder else {
      throw IpaiError(
        .notFound, "there is no folder \(folder)",
        hint: "make it, or write an address as postgres://user@host/database")
    }
  }

  private static func configured(_ services: Services) throws -> PostgresPool {
    guard let address = try services.configuration.storeAddress() else {
      throw IpaiError(
        .usage, "no PostgreSQL database is configured", hint: "set IPAI_STORE, or give the address in place of 'shared'"
      )
    }
    return try pool(address, services)
  }

  private static func pool(_ address: StoreAddress, _ services: Services) throws -> PostgresPool {
    PostgresPool(try services.postgres(address), checksSchema: true)
  }

  private static func open(_ path: String, forWriting: Bool) throws -> DatabaseFile {
    do {
      if forWriting { return try DatabaseFile.forWriting(path) }
      guard let database = try DatabaseFile.forReading(path) else {
        throw IpaiError(.notFound, "there is no database at \(path)", hint: "name the store to copy from with --from")
      }
      return database
    } catch let error as IpaiError where error.hint?.contains("--db") == true {
      throw IpaiError(
        error.code, error.message, hint: "choose another file with --from or --to", cause: error.cause)
    }
  }

  /// The error with the address added to the command that its hint names, if it is about this store.
  func explained(_ error: IpaiError) -> IpaiError {
    guard case .shared(let pool) = self, error.hint == "ipai store migrate", error.message.hasPrefix(pool.place) else {
      return error
    }
    return IpaiError(
      error.code, error.message,
      hint: "ipai store migrate --store \(ShellWord.quoted(pool.place.replacing(":***@", with: "@")))",
      cause: error.cause)
  }

  /// Where it is, without a password.
  var name: String {
    switch self {
    case .file(let database): database.path
    case .shared(let pool): pool.place
    }
  }

  /// Its skills.
  var skills: any SkillStore {
    switch self {
    case .file(let database): SQLiteSkillStore(database)
    case .shared(let pool): PostgresSkillStore(pool)
    }
  }

  /// Its memory.
  var memory: any MemoryStore {
    switch self {
    case .file(let database): SQLiteMemoryStore(database)
    case .shared(let pool): PostgresMemoryStore(pool)
    }
  }

  /// Its corpora of documents.
  var corpora: any CorpusStore {
    switch self {
    case .file(let database): SQLiteCorpusStore(database)
    case .shared(let pool): PostgresCorpusStore(pool)
    }
  }

  /// Its commits.
  var commits: any CommitStore {
    switch self {
    case .file(let database): SQLiteCommitStore(database)
    case .shared(let pool): PostgresCommitStore(pool)
    }
  }

  /// Makes what was copied into a corpus quick to be found by meaning; a file needs nothing for that.
  func indexVectors(_ layout: CorpusLayout) async throws {
    if case .shared(let pool) = self { try await PostgresVectorIndexing(pool, layout).run() }
  }

  /// Throws `IpaiError` when nothing can be copied to it: `.unavailable` for a database that cannot be reached, and what
  /// `PostgresInspection.checkUse` throws.
  func check() async throws {
    if case .shared(let pool) = self { try await pool.withConnection { _ in } }
  }

  /// Runs `work`, and gives it up. Throws what `work` throws, with what to do about it here.
  func used<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      let value = try await work()
      await close()
      return value
    } catch {
      await close()
      throw (error as? IpaiError).map(explained) ?? error
    }
  }

  private func close() async {
    switch self {
    case .file(let database): try? database.close()
    case .shared(let pool): await pool.close()
    }
  }
}
