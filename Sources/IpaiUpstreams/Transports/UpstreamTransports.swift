import Foundation
import IpaiCore
import IpaiHTTP
import IpaiRouting
import MCP

/// How the servers of a table are reached. All share the connections of one HTTP client.
struct UpstreamTransports: Sendable {
  private let http = HTTPClient()
  private let environment: [String: String]

  /// The variables that every program gets; whatever else it needs, the server's description names.
  private static let passedOn = [
    "PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  /// Transports of a process with this environment.
  init(environment: [String: String]) { self.environment = environment }

  /// The way of MCP to a server. `onErrorLine`: is told what a program writes to its standard error.
  func transport(_ server: RoutedServer, onErrorLine: @escaping @Sendable (String) -> Void) -> ClientTransport {
    let connection = server.connection
    switch connection.transport {
    case .command(let program, let arguments, let folder):
      var variables = environment.filter { Self.passedOn.contains($0.key) }
      for (name, value) in connection.environment { variables[name] = value.reveal() }
      let command = ServerCommand(program, arguments, environment: variables, directory: folder)
      return .process(command, onErrorLine: onErrorLine)
    case .websocket(let text):
      guard let address = URLComponents(string: text) else { return Self.unusable }
      let fields = Self.headers(connection).fields.map { (name: $0.name, value: $0.value) }
      let pipe = SocketPipe(
        address, headers: fields, tls: Self.tls(connection), maxMessage: Client.Options().maxMessage)
      return .messages(pipe.open)
    case .http(let text), .rest(let text):
      guard let address = try? WebAddress(ServerAddress.endpoint(text)) else { return Self.unusable }
      return .socket(address, client: http, tls: Self.tls(connection)) { Self.headers(connection) }
    }
  }

  private static var unusable: ClientTransport { .http { _ in throw UnsentRequest("the address cannot be used") } }

  /// What each request of a server has: the key of this server, and never that of a caller.
  private static func headers(_ connection: ServerConnection) -> HTTPHeaders {
    var headers: HTTPHeaders = [:]
    for (name, value) in connection.headers.sorted(by: { $0.key < $1.key }) { headers.add(name, value.reveal()) }
    guard let key = connection.key?.reveal(), !key.isEmpty else { return headers }
    if let name = connection.keyHeader {
      headers.add(name, key)
    } else {
      headers.add("Authorization", "Bearer \(key)")
    }
    return headers
  }

  /// The same for the older interface, which takes the key in a field of its own.
  private static func restHeaders(_ connection: ServerConnection) -> HTTPHeaders {
    var connection = connection
    connection.keyHeader = connection.keyHeader ?? "X-API-Key"
    return headers(connection)
  }

  private static func tls(_ connection: ServerConnection) -> HTTPClient.TLS {
    var tls = HTTPClient.TLS()
    tls.authorities = connection.tls.authorities
    tls.certificate = connection.tls.certificate
    tls.key = connection.tls.key
    return tls
  }

  // MARK: HTTP without MCP

  /// The longest answer, in bytes.
  private static let maxAnswer = 16 << 20

  /// Sends a request to a path of a server and returns the status and the body.
  ///
  /// `path` is below the server's base address, with its query. Throws `ClientError`, and notes in `delivery` whether the server may
  /// have worked on it.
  func send(
    _ method: String, _ path: String, to server: RoutedServer, body: Data = Data(), seconds: Double,
    headers further: [(name: String, value: String)] = [], _ delivery: Delivery
  ) async throws -> (status: Int, body: Data) {
    let text: String
    switch server.connection.transport {
    case .http(let address), .rest(let address): text = ServerAddress.base(address) + path
    case .websocket(let address): text = "http" + ServerAddress.base(address).dropFirst(2) + path
    case .command: throw ClientError.unreachable("it is a program, which has no paths")
    }
    guard let address = try? WebAddress(text) else { throw ClientError.unreachable("the address cannot be used") }
    var fields = Self.restHeaders(server.connection).fields.map { (name: $0.name, value: $0.value) } + further
    if !body.isEmpty { fields.append(("Content-Type", "application/json")) }
    var request = HTTPClient.Request(method, address, headers: fields, body: body)
    request.tls = Self.tls(server.connection)
    return try await TimeLimit.run(seconds: seconds) { [http, request] in
      do {
        let response = try await http.send(request)
        delivery.note()
        var body = Data()
        for try await part in response.body {
          body.append(part)
          guard body.count <= Self.maxAnswer else { throw ClientError.invalidResponse("the answer is too long") }
        }
        try Task.checkCancellation()
        return (response.status, body)
      } catch let failure as HTTPClient.Failure {
        if !failure.isUnsent { delivery.note() }
        throw ClientError.unreachable(failure.reason)
      } catch is CancellationError {
        delivery.note()
        throw CancellationError()
      }
    }
  }

  /// Asks a server at its health path whether it works; `/health` where its description names none. Throws `ClientError`.
  func checkHealth(_ server: RoutedServer, seconds: Double) async throws {
    let path = server.connection.healthPath ?? "/health"
    let (status, _) = try await send("GET", path, to: server, seconds: seconds, Delivery())
    guard (200..<300).contains(status) else { throw ClientError.refused(status: status) }
  }
}
