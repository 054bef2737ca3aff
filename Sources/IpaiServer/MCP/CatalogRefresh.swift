package import IpaiActions
import IpaiCore
import IpaiDatabase
import IpaiMemory
package import Logging
package import MCP
import ServiceLifecycle

/// Keeps what servers offer up to date with the store, whoever changes it, and tells their clients.
package struct CatalogRefresh: Service {
  private let servers: [Server]
  private let services: Services
  private let logger: Logger

  /// How often the store is looked at.
  private static let interval = Duration.seconds(1)

  /// Keeps these servers up to date.
  package init(_ servers: [Server], _ services: Services, logger: Logger) {
    self.servers = servers
    self.services = services
    self.logger = logger
  }

  /// Watches until the process is told to end.
  package func run() async throws {
    await cancelWhenGracefulShutdown { await watch() }
  }

  private func watch() async {
    var listing = SkillListing.none
    var changes: (any StoreChanges)?
    var seen = Timestamp(services.now())
    while !Task.isCancelled {
      do {
        if changes == nil { changes = try await open() }
        let watched = changes
        if try await watched?.haveHappened() ?? false {
          let now = Timestamp(services.now())
          listing = try await refresh(listing)
          try await tellConversations(since: Timestamp(seconds: seen.seconds - margin))
          seen = now
        }
      } catch {
        // The database may be locked, or be gone for the moment.
        logger.debug("the store cannot be watched: \(error)")
        changes = nil
      }
      try? await Task.sleep(for: Self.interval)
    }
  }

  /// By how many seconds the clocks of those may differ who write to the store.
  private var margin: Int64 { services.configuration.hasStore ? 60 : 0 }

  private func open() async throws -> (any StoreChanges)? {
    if let shared = try await services.sharedChanges() { return shared }
    guard services.databasePath != ":memory:" else { return nil }
    return LocalChanges(
      services, try await services.blocking { [services] _ in try DatabaseChanges(services.databasePath) })
  }

  /// Offers the skills as they are now, and tells of those that have changed.
  private func refresh(_ earlier: SkillListing) async throws -> SkillListing {
    let listing = try await SkillListing.now(services)
    guard listing != earlier else { return earlier }
    for server in servers {
      try await server.update { catalog in
        catalog.resources = listing.resources(services)
        catalog.prompts = listing.prompts(services)
      }
      for uri in listing.changed(since: earlier) { await server.resourceUpdated(uri) }
    }
    return listing
  }

  /// Tells of the conversations that have got something new.
  private func tellConversations(since date: Timestamp) async throws {
    var request = MemoryListAction.Request()
    request.since = date.rfc3339
    request.maxResults = 1_000
    request.archived = true
    let changed: [String]
    do { changed = try await MemoryListAction.checkedRun(request, in: services).items.map(\.sessionID) } catch let error
      as IpaiError where error.code == .notFound
    {
      return
    }
    for server in servers {
      for id in changed { await server.resourceUpdated(StoreResources.address(ofConversation: id)) }
    }
  }
}
