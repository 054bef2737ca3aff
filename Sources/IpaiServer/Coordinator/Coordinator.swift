import Foundation
import IpaiAccess
package import IpaiActions
import IpaiCore
import IpaiRouting
import IpaiUpstreams
package import Logging
import MCP
import Synchronization

/// One front door to several servers: it decides where a request goes, and keeps what is known of the servers.
package final class Coordinator: Sendable {
  /// The services of the process.
  let services: Services
  /// The servers.
  let upstreams: Upstreams
  /// What the servers offer.
  let lists: OfferedLists
  /// The resources whose changes clients want to hear of.
  let wanted: WantedResources
  /// The calls that wait for an answer of a client's.
  let parked = ParkedCalls()
  /// The answers that may be given again.
  let cache: ReadCache
  /// Notes decisions.
  let decisions: DecisionLog
  /// Counts calls.
  let metrics: RoutingMetrics
  /// How the coordinator works.
  let options: CoordinatorOptions
  private let logger: Logger
  private let current: Mutex<Router>
  private let offered: Mutex<ExposedCatalog>
  private let readings = Atomic(0)
  /// Says that there are other servers.
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation

  /// A coordinator of the servers and rules that the services' configuration names. Throws `IpaiError(.configuration)`.
  package init(_ services: Services, _ options: CoordinatorOptions, _ metrics: ServerMetrics, logger: Logger) throws {
    self.services = services
    self.options = options
    self.logger = logger
    self.metrics = RoutingMetrics(metrics)
    let table = try services.routingTable()
    for warning in table.warnings { logger.warning("\(warning)") }
    current = Mutex(Router(table))
    let upstreams = services.upstreams(table.servers) { logger.warning("\($0)") }
    self.upstreams = upstreams
    wanted = WantedResources { upstreams.all[$0] != nil }
    let start = ContinuousClock.now
    lists = OfferedLists { (ContinuousClock.now - start) / .seconds(1) }
    cache = ReadCache(services, seconds: options.cacheSeconds)
    decisions = try DecisionLog(options.decisionLog) {
      logger.error("decisions are not noted any more: \($0)")
    }
    offered = Mutex(ExposedCatalog([], [:], .none, hop: upstreams.ownHop))
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Decides where requests go.
  var router: Router { current.withLock { $0 } }

  /// How often the servers and rules have been read anew.
  var reading: Int { readings.load(ordering: .relaxed) }

  /// Reads the servers and rules that a configuration names. Returns what makes the coordinator go by them, which cannot fail.
  /// Throws `IpaiError(.configuration)`.
  func reading(_ configuration: IpaiCore.Configuration) throws -> @Sendable () -> Void {
    let table = try services.routingTable(of: configuration)
    return { [self] in
      for warning in table.warnings { logger.warning("\(warning)") }
      current.withLock { $0 = Router(table) }
      for name in upstreams.change(to: table.servers) { lists.forget(name) }
      do { try decisions.reopen() } catch { logger.error("\(IpaiError.summary(of: error))") }
      readings.wrappingAdd(1, ordering: .relaxed)
      changed.yield()
    }
  }

  /// What is offered at the moment.
  var catalog: ExposedCatalog { offered.withLock { $0 } }

  /// Offers what the servers have listed; not to be called by two at once. Throws `IpaiError` when the approvals cannot be read.
  func offerLists() async throws {
    let pins = try await services.toolPins()
    let catalog = ExposedCatalog(router.table.servers, lists.all, pins, hop: upstreams.ownHop)
    let known = offered.withLock { offered in
      defer { offered = catalog }
      return offered.circular
    }
    for server in catalog.circular.subtracting(known).sorted() {
      logger.warning("the server '\(server)' offers what comes from this coordinator; that is left out")
    }
  }

  /// What is known of the servers, for a question about a tool. A server that did not answer may answer the next call; only its breaker
  /// keeps calls away from it.
  func states(tool: String?) -> [String: ServerState] {
    shownStates(tool: tool).mapValues { state in
      var state = state
      if state.health == .down { state.health = .unknown }
      return state
    }
  }

  /// The same with the servers that did not answer when they were asked last.
  func shownStates(tool: String?) -> [String: ServerState] {
    let catalog = catalog
    var states = upstreams.states
    for (name, upstream) in upstreams.all {
      // A call that failed is news, whatever the lists say.
      if states[name]?.health == .unknown, let hasAnswered = lists.hasAnswered(name) {
        states[name]?.health = hasAnswered ? .up : .down
      }
      states[name]?.tools = catalog.toolNames(of: name)
      if let tool {
        states[name]?.effect = catalog.tool(tool, of: name)?.effect
      } else {
        // What a server of the older kind does with a question, nobody knows.
        states[name]?.effect = upstream.isREST ? .write : catalog.questionTool(of: upstream.server)?.effect
      }
    }
    return states
  }

  /// Ends all connections.
  package func close() async {
    parked.close()
    await upstreams.close()
    decisions.close()
  }
}
