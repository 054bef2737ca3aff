import Foundation
import GRDB
import IpaiActions
import IpaiCore
import IpaiDatabase
import TestSupport
import Testing

@Suite struct ServicesTests {
  private let folder: TemporaryFolder
  private let services: Services

  init() throws {
    folder = try TemporaryFolder()
    let directories = Directories(home: folder.path, environment: [:])
    services = Services(
      configuration: Configuration(directories: directories, layers: []), directories: directories,
      databasePath: folder.file("ipai.db"), folder: nil, processorCount: 1, threads: 1, now: { Date() })
  }

  @Test func thereIsNoDatabaseUntilSomethingIsWritten() throws {
    #expect(try services.databaseForReading() == nil)
    #expect(!FileManager.default.fileExists(atPath: services.databasePath))
  }

  /// Opening for reading migrates nothing by itself; a person who has a newer ipai is not refused for that.
  @Test func aDatabaseOfAnOlderIpaiIsBroughtUpToDate() throws {
    let queue = try DatabaseQueue(path: services.databasePath)
    try Migrations.migrator(upTo: Migrations.known.first).migrate(queue)
    #expect(try queue.read { try DatabaseMigrator().appliedIdentifiers($0) }.count < Migrations.known.count)
    try queue.close()
    let database = try #require(try services.databaseForReading())
    #expect(try database.read { try DatabaseMigrator().appliedIdentifiers($0) } == Set(Migrations.known))
  }

  @Test func aPathThatSQLiteCannotNameIsRefused() throws {
    let directories = Directories(home: folder.path, environment: [:])
    let path = folder.path + "/\u{10FEE9}.db"
    let services = Services(
      configuration: Configuration(directories: directories, layers: []), directories: directories,
      databasePath: path, folder: nil, processorCount: 1, threads: 1, now: { Date() })
    #expect(#expect(throws: IpaiError.self) { try services.databaseForReading() }?.code == .usage)
  }
}
