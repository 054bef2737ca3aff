import Hummingbird
import IpaiActions
import IpaiRouting
import MCP
import NIOCore

/// What tells supervisors whether a coordinator works. No key is needed, and of the servers only their names and states are said.
struct CoordinatorHealth: Sendable {
  private let coordinator: Coordinator
  private let own: HealthRoutes

  /// Routes of a coordinator.
  init(_ coordinator: Coordinator) {
    self.coordinator = coordinator
    own = HealthRoutes(coordinator.services)
  }

  /// The answer for a path; nil for any other path. A server that is down does not make the coordinator look dead.
  @Sendable func answer(_ path: String) async -> Response? {
    guard path == "/health" else { return await own.answer(path) }
    var targets: [String: JSON] = [:]
    for (server, state) in coordinator.shownStates(tool: nil) { targets[server] = .string(state.health.rawValue) }
    let body: JSON = ["status": "ok", "version": .string(Version.number), "targets": .object(targets)]
    return Response(
      status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.encodedSorted)))
  }
}
