import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiDatabase
import IpaiEmbedding
import IpaiGit

/// One thing that `doctor` looks at.
struct HealthCheck: Sendable {
  /// What the check is called in the answer.
  let name: String
  private let look: @Sendable (Services, String) async throws -> HealthFinding

  /// Every check, in the order they are shown. A new one is a line here.
  static let all = [
    HealthCheck(name: "version", look: version),
    HealthCheck(name: "sqlite", look: sqlite),
    HealthCheck(name: "libgit2", look: libgit2),
    HealthCheck(name: "configuration", look: configuration),
    HealthCheck(name: "database", look: database),
    HealthCheck(name: "disk", look: disk),
    HealthCheck(name: "model", look: model),
    HealthCheck(name: "embedders", look: embedders),
    HealthCheck(name: "index", look: index),
  ]

  /// Those of the local database, which is not used where a store is configured.
  private static let local: Set = ["database", "embedders"]

  /// Those that ask the store where one is configured.
  private static let shared: Set = ["index"]

  /// The checks that apply to what `services` use.
  static func all(for services: Services) -> [HealthCheck] {
    all.filter { !services.configuration.hasStore || !local.contains($0.name) }
  }

  /// A check that throws has failed.
  func run(_ services: Services) async -> HealthFinding {
    do { return try await look(services, name) } catch let error as IpaiError {
      return HealthFinding(name, .failed, error.summary, remedy: error.hint)
    } catch {
      return HealthFinding(name, .failed, "\(error)")
    }
  }

  /// The same, where a store is configured that cannot be used.
  func run(withoutStore services: Services) async -> HealthFinding {
    guard !Self.shared.contains(name) else {
      return HealthFinding(name, .warning, "not known, since the database cannot be used")
    }
    return await run(services)
  }

  private static func version(_ services: Services, _ name: String) -> HealthFinding {
    HealthFinding(name, .ok, Version.text)
  }

  private static func sqlite(_ services: Services, _ name: String) -> HealthFinding {
    guard DatabaseHealth.hasFullText else {
      return HealthFinding(
        name, .failed, "SQLite \(DatabaseHealth.sqliteVersion) has no FTS5", remedy: "apt-get install libsqlite3-0")
    }
    return HealthFinding(name, .ok, "SQLite \(DatabaseHealth.sqliteVersion) with FTS5")
  }

  private static func libgit2(_ services: Services, _ name: String) -> HealthFinding {
    HealthFinding(name, .ok, "libgit2 \(gitLibraryVersion)")
  }

  private static func configuration(_ services: Services, _ name: String) throws -> HealthFinding {
    _ = try services.configuration.checked()
    if let error = services.configuration.passedOver.first {
      return HealthFinding(name, .warning, "\(error.message); the file is ignored, because it is not trusted")
    }
    let passed = services.configuration.untrusted
    guard let first = passed.first else { return HealthFinding(name, .ok, "read without errors") }
    let keys = passed.map(\.key).joined(separator: ", ")
    return HealthFinding(name, .warning, "\(first.origin) is not trusted to set \(keys)", remedy: "ipai config trust")
  }

  private static func database(_ services: Services, _ name: String) throws -> HealthFinding {
    let path = services.databasePath
    let remedy = "\(DatabaseHealth.movingAway(path)) && \(indexing(services))"
    let found: DatabaseHealth?
    do { found = try services.databaseForReading().map { try DatabaseHealth.check($0) } } catch let error as IpaiError
      where DatabaseHealth.isDamage(error)
    {
      return HealthFinding(name, .failed, "\(path) is damaged", remedy: remedy)
    }
    guard let health = found else {
      return HealthFinding(name, .warning, "there is no database yet at \(path)", remedy: indexing(services))
    }
    if let complaint = health.complaints.first {
      return HealthFinding(name, .failed, "\(path) is damaged: \(complaint)", remedy: remedy)
    }
    guard health.isPrivate else {
      return HealthFinding(
        name, .warning, "\(path) can be read by other users", remedy: "chmod 600 \(ShellWord.quoted(path))")
    }
    return HealthFinding(
      name, .ok, "\(path), schema \(health.schemaVersion), \(ByteCount.text(health.bytes)), intact")
  }

  /// The command that fills a database that is new.
  private static func indexing(_ services: Services) -> String {
    let isInRepository = services.folder.flatMap { try? GitRepository(containing: $0) } != nil
    return isInRepository ? "ipai commits index ." : "ipai commits index PATH"
  }

  /// Below this an index of a large repository may not fit.
  private static let littleSpace = 1_000_000_000

  private static func disk(_ services: Services, _ name: String) -> HealthFinding {
    guard let free = DatabaseHealth.freeBytes(near: services.databasePath) else {
      return HealthFinding(name, .warning, "the free space is not known")
    }
    let text = "\(ByteCount.text(free)) free"
    guard free >= littleSpace else {
      return HealthFinding(name, .warning, text, remedy: "free some space, or choose another disk with --db")
    }
    return HealthFinding(name, .ok, text)
  }

  private static func model(_ services: Services, _ name: String) throws -> HealthFinding {
    let model = services.configuration.model
    do {
      try services.models.open(model).verify()
      return HealthFinding(name, .ok, "\(model) is installed, computing with \(TextEncoder.instructionSet)")
    } catch let error as IpaiError where error.code == .notFound {
      return HealthFinding(
        name, .ok, "\(model) is not installed; to find commits by meaning too: \(services.modelInstallCommand)")
    }
  }

  /// Services are not asked: whether their keys are there is known without.
  private static func embedders(_ services: Services, _ name: String) throws -> HealthFinding {
    let known = try services.databaseForReading().map { try SQLiteCorpusStore($0).embedders() } ?? [:]
    var count = 0
    for (_, embedder) in known.sorted(by: { $0.key < $1.key }) {
      guard case .network(let service) = embedder else { continue }
      count += 1
      do { _ = try services.key(of: service.service) } catch let error as IpaiError {
        return HealthFinding(name, .warning, error.message, remedy: error.hint)
      }
    }
    if count == 0 { return HealthFinding(name, .ok, "no corpus is embedded by a service") }
    return HealthFinding(
      name, .ok, count == 1 ? "1 corpus is embedded by a service" : "\(count) corpora are embedded by services")
  }

  private static func index(_ services: Services, _ name: String) async throws -> HealthFinding {
    guard let folder = services.folder else { return HealthFinding(name, .ok, "no folder to compare with") }
    do { _ = try GitRepository(containing: folder) } catch let error as IpaiError where error.code == .notFound {
      return HealthFinding(name, .ok, "not in a git repository, nothing to compare")
    }
    guard let store = try services.commitsIfAny() else {
      return HealthFinding(name, .warning, "this repository is not indexed", remedy: indexing(services))
    }
    // The same selection again: another one would drop what this one has.
    let again = await CommitLookup(store).updateCommand(for: folder, named: nil)
    do {
      let status = try await IndexStatus.read(folder, store)
      guard status.isComplete else {
        return HealthFinding(
          name, .warning, Count.text(status.indexed, "commit") + " indexed, not complete", remedy: again)
      }
      return finding(of: status, name, remedy: again)
    } catch let error as IpaiError where error.code == .notFound {
      return HealthFinding(name, .warning, error.message, remedy: again)
    }
  }

  /// What there is to say of a complete index.
  private static func finding(of status: IndexStatus, _ name: String, remedy: String) -> HealthFinding {
    if let lag = Staleness.text(behind: status.behind, ahead: status.ahead) {
      return HealthFinding(name, .warning, lag, remedy: remedy)
    }
    let indexed = Count.text(status.indexed, "commit") + " indexed, up to date"
    if !status.skipped.isEmpty {
      return HealthFinding(
        name, .warning, "\(indexed), but \(Count.text(status.skipped.count, "commit", "is", "are")) missing or damaged",
        remedy: "git fsck")
    }
    if status.withoutDiffWords > 0 {
      return HealthFinding(
        name, .ok,
        "\(indexed); \(Count.text(status.withoutDiffWords, "commit", "lacks", "lack")) words of the diff, because objects are missing here"
      )
    }
    return HealthFinding(name, .ok, indexed)
  }
}
