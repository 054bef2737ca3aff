import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IpaiAccess
import IpaiActions
import IpaiCore
import MCP
import TestSupport
import Testing

@testable import IpaiServer

/// A server with a home of its own, whose requests go to it without a socket.
struct ServerFixture {
  let home: TemporaryFolder
  let repository: TestRepository
  let services: Services
  /// What the server wrote to its log.
  let log = LogLines()
  /// The MCP servers behind it.
  let servers: [Server]
  /// What it notes of its requests until it writes that.
  let usage: UsageLog
  /// Does the scans of cloud accounts that clients ask for, as long as it runs.
  let scans: ScanTasks
  private let responder: ObservedResponder

  /// `home` is that of another server whose database is used; nil for one of its own.
  init(
    home other: TemporaryFolder? = nil, given: [GivenKey] = [], allowsDevelopment: Bool = true,
    origins: OriginPolicy = .loopback, allowedOrigins: [String] = [], perMinute: Int = 0, proxies: [String] = [],
    roots: [String]? = nil, store: String? = nil, environment: [String: String] = [:]
  ) throws {
    home = try other ?? TemporaryFolder()
    repository = try TestRepository()
    let directories = Directories(home: home.path, environment: [:])
    services = Services(
      configuration: Configuration(directories: directories, layers: [.flags(["store": store])]),
      directories: directories,
      databasePath: home.file("ipai.db"), folder: repository.path, processorCount: 2, threads: 2,
      environment: TestRepository.environment.merging(environment) { $1 }, roots: PathRoots(roots ?? [repository.path]),
      now: { Date() })
    usage = UsageLog(services)
    let keys = KeyRing(services, given: given, allowsDevelopment: allowsDevelopment, usage: usage)
    let registry = PrometheusRegistry()
    let metrics = ServerMetrics(registry)
    let endpoints = try Endpoints(services, origins: origins, options: Server.Options(), metrics: metrics)
    servers = endpoints.servers
    // However long a test takes, no quota fills again.
    let start = ContinuousClock.now
    let gate = Gatekeeper(keys, RateLimiter(perMinute: perMinute, now: { start }), ClientAddress(proxies: proxies))
    scans = ScanTasks(services, logger: log.logger)
    let inner = ServerResponder(
      services, gate: gate, origins: origins, endpoints: endpoints, crossOrigin: CrossOrigin(allowedOrigins),
      metrics: MetricsRoute(registry, services), scans: scans)
    responder = ObservedResponder(inner, metrics, logger: log.logger)
  }

  /// An answer of the server.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: Data

    /// The body as a JSON object; empty for anything else.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:] }
  }

  /// Sends a request.
  func send(
    _ method: HTTPRequest.Method, _ uri: String, key: String? = KeyRing.developmentKey, headers: [String: String] = [:],
    body: String? = nil
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers { fields.append(HTTPField(name: try #require(.init(name)), value: value)) }
    if let key { fields.append(HTTPField(name: try #require(.init("X-API-Key")), value: key)) }
    return try await Application(responder: responder).test(.router) { [fields] client in
      try await client.execute(uri: uri, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) }) {
        Answer(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
      }
    }
  }

  private static let revision = "2026-07-28"

  /// Sends a request of the Model Context Protocol, in the revision without sessions. Returns the message that answers it.
  func ask(_ method: String, _ params: [String: JSON] = [:]) async throws -> JSON {
    var params = params
    params["_meta"] = [
      "io.modelcontextprotocol/protocolVersion": .string(Self.revision),
      "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    var headers = [
      "Content-Type": "application/json", "Accept": "application/json, text/event-stream",
      "MCP-Protocol-Version": Self.revision, "Mcp-Method": method,
    ]
    headers["Mcp-Name"] = params["uri"]?.string ?? params["name"]?.string
    let message: JSON = ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": .object(params)]
    let body = String(decoding: message.encoded, as: UTF8.self)
    let answer = try await send(.post, "/mcp", headers: headers, body: body)
    return try JSON(parsing: answer.body)
  }
}
