import IpaiActions
import IpaiDatabase

/// Notices that the store was changed, by this process or another.
protocol StoreChanges: Sendable {
  /// True when something was committed since the last call, and at the first one. It may wait for a moment until something is.
  ///
  /// Throws `IpaiError` when the store cannot be reached; it is then opened anew.
  func haveHappened() async throws -> Bool
}

/// The changes of the local database.
struct LocalChanges: StoreChanges {
  private let services: Services
  private let changes: DatabaseChanges

  /// Looks at the database on the threads of `services`.
  init(_ services: Services, _ changes: DatabaseChanges) {
    self.services = services
    self.changes = changes
  }

  func haveHappened() async throws -> Bool {
    try await services.blocking { [changes] _ in try changes.haveHappened() }
  }
}

/// The changes of the PostgreSQL database.
struct SharedChanges: StoreChanges {
  private let watch: StoreWatch

  /// Goes by what `watch` is told.
  init(_ watch: StoreWatch) { self.watch = watch }

  func haveHappened() async throws -> Bool { try await watch.isChanged() }
}

extension Services {
  /// The changes of the PostgreSQL database; nil when none is configured. Throws `IpaiError`.
  func sharedChanges() async throws -> (any StoreChanges)? { try await storeWatch().map { SharedChanges($0) } }
}
