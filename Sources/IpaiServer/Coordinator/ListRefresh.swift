import IpaiCore
import IpaiRouting
import IpaiUpstreams
import Logging
import MCP
import ServiceLifecycle

/// Keeps what a coordinator offers as its servers have it, and tells the coordinator's clients of changes.
struct ListRefresh: Service {
  private let coordinator: Coordinator
  private let servers: [(server: Server, relay: CoordinatorRelay)]
  private let logger: Logger
  private let news: AsyncStream<Void>
  private let source: AsyncStream<Void>.Continuation

  /// How long, in seconds, to wait before a server that answers is asked again. Most tell of changes by themselves.
  private static let interval = 60.0
  /// The same for a server of which tools were approved: one that has changed must not be called.
  private static let guardedInterval = 10.0
  /// How long, in seconds, to wait before a server that does not answer is asked again, at first.
  private static let shortest = 1.0
  /// How long, in seconds, to wait at most before a server that does not answer is asked again.
  private static let longest = 30.0

  /// Keeps the lists of these MCP servers, each for clients of one scope.
  init(_ coordinator: Coordinator, _ servers: [(server: Server, relay: CoordinatorRelay)], logger: Logger) {
    self.coordinator = coordinator
    self.servers = servers
    self.logger = logger
    (news, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Asks the servers again and again until the process is told to end.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      // Long lists take long to read, and the threads of the server have connections to serve.
      await withTaskExecutorPreference(globalConcurrentExecutor) { await refresh() }
    }
  }

  private func refresh() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await watchAll() }
      // Lists that were kept for long enough go, and what was approved meanwhile comes, without any news from a server.
      group.addTask {
        while !Task.isCancelled {
          try? await Task.sleep(for: .seconds(Self.interval))
          source.yield()
        }
      }
      // One after the other, so that what was read last is what is offered.
      for await _ in news { await offer() }
      group.cancelAll()
    }
  }

  /// Watches the servers, and those that replace them.
  private func watchAll() async {
    await withDiscardingTaskGroup { group in
      var watched = coordinator.upstreams.all
      for upstream in watched.values { group.addTask { await watch(upstream) } }
      for await _ in coordinator.changes {
        let servers = coordinator.upstreams.all
        for (name, upstream) in servers where watched[name] !== upstream { group.addTask { await watch(upstream) } }
        watched = servers
        source.yield()
      }
    }
  }

  private func watch(_ upstream: Upstream) async {
    let name = upstream.server.name
    var pause = Self.shortest
    while !Task.isCancelled, !upstream.isRetired {
      do {
        let lists = try await TimeLimit.run(
          seconds: max(upstream.server.limits.probeSeconds, upstream.server.limits.requestSeconds)
        ) {
          try await upstream.lists()
        }
        pause = Self.shortest
        if upstream.isRetired { return }
        if coordinator.lists.keep(lists, of: name) {
          logger.info("what the server '\(name)' has is offered")
          source.yield()
        }
        await waitForChange(at: upstream)
      } catch {
        if Task.isCancelled || upstream.isRetired { return }
        if coordinator.lists.noteSilence(of: name, Self.reason(error)) {
          logger.warning("the server '\(name)' does not answer: \(Self.reason(error))")
        }
        try? await Task.sleep(for: .seconds(pause * Double.random(in: 0.75...1)))
        pause = min(pause * 2, Self.longest)
      }
    }
  }

  /// Waits until the server says that its lists have changed, until a call of it fails, until the configuration is read anew, or for
  /// a while. One that says so all the time is asked once a second.
  private func waitForChange(at upstream: Upstream) async {
    let name = upstream.server.name
    let isGuarded = upstream.server.tools.needsApproval || coordinator.catalog.hasPins(of: name)
    let end = ContinuousClock.now + .seconds(isGuarded ? Self.guardedInterval : Self.interval)
    let reading = coordinator.reading
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        do { try await upstream.nextChange() } catch { try? await Task.sleep(until: end, clock: .continuous) }
      }
      group.addTask {
        while !Task.isCancelled, ContinuousClock.now < end, upstream.state.health != .down, !upstream.isRetired,
          coordinator.reading == reading
        { try? await Task.sleep(for: .seconds(Self.shortest)) }
      }
      await group.next()
      group.cancelAll()
    }
    try? await Task.sleep(for: .seconds(Self.shortest))
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let failure as UpstreamFailure: failure.reason
    case ClientError.timedOut: "there was no answer in time"
    default: IpaiError.summary(of: error)
    }
  }

  /// Offers what the servers have now. What fails is tried again with the next news.
  private func offer() async {
    do {
      try await coordinator.offerLists()
      for (server, relay) in servers {
        let offered = relay.relay()
        try await server.update { $0.relay = offered }
      }
    } catch {
      logger.error("what the servers offer cannot be offered: \(IpaiError.summary(of: error))")
    }
  }
}
