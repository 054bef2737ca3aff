import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import IpaiPromotion

/// A registry that is open for a while.
struct PromotionPlace {
  /// The registry.
  let registry: any PromotionRegistry
  /// The folder that is published; nil for other registries.
  let folder: String?
  private let file: DatabaseFile?
  private let pool: PostgresPool?

  /// The name of the database in a folder that is a registry.
  static let folderDatabase = "registry.db"

  /// Opens the registry that a text names, the shared store where it is nil.
  ///
  /// Throws `IpaiError`: `.usage` where none is named and there is no shared store, `.denied` where the caller may name none, and what
  /// opening it throws.
  init(
    _ text: String?, forWriting: Bool, mustExist: Bool = false, option: String = "--to", in services: Services
  ) throws {
    guard let text else {
      guard let address = try services.configuration.storeAddress() else {
        throw IpaiError(
          .usage, "no registry is named",
          hint:
            "name one: \(option) postgres://user@host/database, \(option) FILE.db or \(option) FOLDER, or set IPAI_STORE"
        )
      }
      try self.init(address, in: services)
      return
    }
    guard services.roots == nil else { throw IpaiError(.denied, "no other registry can be named here") }
    if text.contains("://") {
      try self.init(StoreAddress(text), in: services)
      return
    }
    let isFile = Self.isFile(text)
    let path = Self.path(text)
    if mustExist, !FileManager.default.fileExists(atPath: path) {
      throw IpaiError(.notFound, "there is no registry at \(text)", hint: "name another with \(option)")
    }
    try RegistryFolder.check(isFile ? (path as NSString).deletingLastPathComponent : text, for: text, option: option)
    if forWriting, !isFile { try PublicFolder.make(text) }
    let file = try Self.database(path, forWriting: forWriting)
    self.init(
      registry: SQLitePromotionRegistry(file, place: text), folder: isFile ? nil : text, file: file, pool: nil)
  }

  /// False for a file or a folder that has no registry yet; a store is asked when it is opened.
  static func isThere(_ text: String?) -> Bool {
    guard let text, !text.contains("://") else { return true }
    return FileManager.default.fileExists(atPath: path(text))
  }

  private static func isFile(_ text: String) -> Bool { [".db", ".sqlite", ".sqlite3"].contains(where: text.hasSuffix) }

  /// Where the database of a file or a folder is.
  private static func path(_ text: String) -> String { isFile(text) ? text : "\(text)/\(folderDatabase)" }

  /// A role of ipai is enough: who promotes need not be the owner.
  private init(_ address: StoreAddress, in services: Services) throws {
    let pool = PostgresPool(try services.postgres(address), checksSchema: true, isForRoles: true)
    self.init(registry: PostgresPromotionRegistry(pool), folder: nil, file: nil, pool: pool)
  }

  private init(registry: any PromotionRegistry, folder: String?, file: DatabaseFile?, pool: PostgresPool?) {
    self.registry = registry
    self.folder = folder
    self.file = file
    self.pool = pool
  }

  /// A registry that is not there yet is an empty one to those who read.
  private static func database(_ path: String, forWriting: Bool) throws -> DatabaseFile {
    do {
      if forWriting { return try DatabaseFile.forWriting(path) }
      return try DatabaseFile.forReading(path) ?? DatabaseFile.inMemory()
    } catch let error as IpaiError where error.cause is OutdatedSchema {
      return try DatabaseFile.forWriting(path)
    } catch let error as IpaiError where error.hint?.contains("--db") == true {
      throw IpaiError(error.code, error.message, hint: "choose another with --to", cause: error.cause)
    }
  }

  /// Runs `work`, and closes what was opened. Throws what `work` throws.
  func used<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      let value = try await work()
      await close()
      return value
    } catch {
      await close()
      throw (error as? IpaiError).map(Self.explained) ?? error
    }
  }

  /// What somebody may do has to be given to them by a role; the owner need not do it.
  private static func explained(_ error: IpaiError) -> IpaiError {
    guard let failure = error.cause as? PostgresFailure, failure.state == "42501" else { return error }
    return IpaiError(
      .denied, error.message,
      hint: "to promote: GRANT mcp_promoter TO this user; to read and verify: GRANT mcp_client", cause: failure)
  }

  private func close() async {
    try? file?.close()
    await pool?.close()
  }
}
