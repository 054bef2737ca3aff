import IpaiCore
package import IpaiPromotion

extension Services {
  /// The registry of the store in which these services work; nil when there is no database yet. Throws `IpaiError`.
  package func ownRegistry() throws -> (any PromotionRegistry)? {
    if let shared = try sharedStore() { return PostgresPromotionRegistry(shared) }
    return try databaseForReading().map { SQLitePromotionRegistry($0) }
  }

  /// Publishes a registry that is a folder; any other one has nothing to be published. Throws `IpaiError`.
  func publish(_ place: PromotionPlace, isCancelled: @escaping @Sendable () -> Bool) async throws {
    guard let folder = place.folder else { return }
    try await PublishedFolder(folder).publish(place.registry, isCancelled: isCancelled)
  }

  /// What is wrong with what a registry has published. What a run that was killed has left undone is done. Throws
  /// `IpaiError`.
  func publishedFindings(
    _ place: PromotionPlace, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> [VerificationFinding] {
    guard let folder = place.folder else { return [] }
    return try await PublishedFolder(folder).findings(place.registry, isCancelled: isCancelled)
  }

  /// Whether anybody is to be told of promotions, or a file with receivers is wrong, which whoever sends is to say.
  package var hasReceivers: Bool {
    (try? receivers().contains { $0.isConfigured(in: environment) }) ?? true
  }

  /// Sends the messages about promotions that are due, and returns how many were delivered. Throws `IpaiError`.
  package func deliverDueMessages() async throws -> Int {
    try await working { [self] isCancelled in
      guard let registry = try ownRegistry(), try await !registry.messages(undelivered: true, most: 1).isEmpty else {
        return 0
      }
      let writing: any PromotionRegistry =
        if let shared = try sharedStore() {
          PostgresPromotionRegistry(shared)
        } else {
          SQLitePromotionRegistry(try databaseForWriting())
        }
      return try await outbox(of: writing).run(all: false, isCancelled: isCancelled).delivered
    }
  }

  /// The version in force of each skill that was promoted; nil for one that is retired. Throws `IpaiError`.
  func promotedVersions() async throws -> [String: String?] {
    guard let registry = try ownRegistry() else { return [:] }
    return try await registry.state([]).current.mapValues { $0.step.action == .retire ? nil : $0.step.version }
  }
}
