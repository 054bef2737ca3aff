import Foundation
import IpaiCore
import IpaiHTTP
import IpaiPromotion
import Synchronization

/// The registries from which skills are installed, and how a lock file calls them.
final class SkillSources: Sendable {
  private let services: Services
  private let lockFolder: String
  private let opened = Mutex(Opened())

  private struct Opened {
    var places: [PromotionPlace] = []
    var supplies: [String: any SkillSupply] = [:]
  }

  /// Registries as `services` reach them, for the lock file at a path.
  init(_ services: Services, lockPath: String) {
    self.services = services
    lockFolder = (lockPath as NSString).deletingLastPathComponent
  }

  /// What a text names that the user gave; the shared store where it is nil. Throws `IpaiError`.
  func supply(_ text: String?) throws -> any SkillSupply {
    try kept(text ?? "") {
      guard let text else {
        guard try services.sharedStore() != nil else {
          throw IpaiError(
            .usage, "no registry is named",
            hint: "name one with --from: an https:// address, postgres://user@host/database, FILE.db or FOLDER")
        }
        return try registry(nil)
      }
      return try named(text, isTrusted: true)
    }
  }

  /// What an entry of a lock file names. The lock file may be somebody else's: what it names gets no key and no
  /// password.
  ///
  /// Throws `IpaiError`: `.denied` for a store that is not the one that is configured.
  func supply(of entry: SkillsLock.Skill) throws -> any SkillSupply {
    try kept("lock " + entry.source) {
      if entry.source.isEmpty { return try supply(nil) }
      return try named(place(entry.source), isTrusted: false)
    }
  }

  private func kept(_ key: String, _ make: () throws -> any SkillSupply) throws -> any SkillSupply {
    if let known = opened.withLock({ $0.supplies[key] }) { return known }
    let made = try make()
    opened.withLock { $0.supplies[key] = made }
    return made
  }

  private func named(_ text: String, isTrusted: Bool) throws -> any SkillSupply {
    if WebAddress.looksLikeOne(text) {
      return IndexSupply(try SiteIndex(text, http: HTTPClient(), key: key(isTrusted)))
    }
    if text.contains("://") {
      let address = try StoreAddress(text)
      // The shared store may know the password that the address in a lock file does not have.
      if try address.usable == services.configuration.storeAddress()?.usable { return try registry(nil) }
      guard isTrusted else {
        throw IpaiError(
          .denied, "the lock file names the store \(address.shown), which is not the one that is configured",
          hint: "if you trust it, name it with --from")
      }
      return try registry(text)
    }
    guard Self.isFile(text) else { return IndexSupply(FolderIndex(text)) }
    guard FileStatus(text)?.kind == .file else {
      throw IpaiError(.notFound, "there is no database at \(text)", hint: "name another with --from")
    }
    return try registry(text)
  }

  private func key(_ isTrusted: Bool) -> Secret? {
    guard isTrusted, let text = services.environment[SiteIndex.keyVariable], !text.isEmpty else { return nil }
    return Secret(text)
  }

  private func registry(_ text: String?) throws -> any SkillSupply {
    let place = try PromotionPlace(text, forWriting: false, in: services)
    opened.withLock { $0.places.append(place) }
    return RegistrySupply(place.registry)
  }

  private static func isFile(_ text: String) -> Bool { [".db", ".sqlite", ".sqlite3"].contains(where: text.hasSuffix) }

  /// How a lock file calls what a text names: without a password, and a path that lies beneath the current folder as it
  /// is seen from the lock file. Throws `IpaiError`.
  func recorded(_ text: String?) throws -> String {
    guard let text else { return try services.configuration.storeAddress()?.usable ?? "" }
    if WebAddress.looksLikeOne(text) { return text }
    if text.contains("://") { return try StoreAddress(text).usable }
    return RelativePath.text(text, from: lockFolder, within: services.folder)
  }

  /// A source as a lock file has it, with a path that does not depend on that file.
  private func place(_ source: String) -> String {
    if source.contains("://") || source.hasPrefix("/") { return source }
    return URL(fileURLWithPath: "\(lockFolder)/\(source)").standardizedFileURL.path
  }

  /// Runs `work`, and closes what was opened for it. Throws what `work` throws.
  func used<Value>(_ work: () async throws -> Value) async throws -> Value {
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    for place in opened.withLock({ $0.places }) { try? await place.used {} }
    return try result.get()
  }
}
