/// A request of a stateless revision, which says all about itself.
struct StatelessRequest: Sendable {
  let id: RequestID
  let method: String
  let params: [String: JSON]
  let principal: String?
  let version: ProtocolVersion
  let client: ClientCapabilities
  let clientInfo: JSON?
  let logLevel: LogLevel?
  let progressToken: JSON?
  /// What was offered when the request came.
  let catalog: CompiledCatalog

  private static let prefix = "io.modelcontextprotocol/"
  static let versionKey = prefix + "protocolVersion"
  static let capabilitiesKey = prefix + "clientCapabilities"
  static let clientInfoKey = prefix + "clientInfo"
  static let logLevelKey = prefix + "logLevel"
  static let serverInfoKey = prefix + "serverInfo"
  static let subscriptionKey = prefix + "subscriptionId"

  static let methods = Features.methods.union([
    MethodName.discover, MethodName.listen, MethodName.getTask, MethodName.updateTask, MethodName.cancelTask,
  ])

  /// Checks a request in the order that the revision gives: `_meta`, headers, version, method, parameter headers.
  ///
  /// `headers`: nil for a transport without them.
  /// - Throws: `RPCError`.
  init(
    id: RequestID, method: String, params: [String: JSON], principal: String?, headers: HTTPHeaders?, server: Server
  ) throws(RPCError) {
    // Of a client that is of no era: the answer that makes it look for the other.
    guard method != MethodName.initialize else { throw .methodNotFound(method) }
    catalog = server.catalog
    guard let meta = params["_meta"]?.object, let version = meta[Self.versionKey]?.string else {
      throw .invalidParams("\"_meta\" lacks \"\(Self.versionKey)\"")
    }
    guard let client = meta[Self.capabilitiesKey], client.object != nil else {
      throw .invalidParams("\"_meta\" lacks \"\(Self.capabilitiesKey)\"")
    }
    if let headers { try RoutingHeaders.check(headers, method: method, params: params, version: version) }
    guard let known = ProtocolVersion(rawValue: version), ProtocolVersion.stateless.contains(known) else {
      throw .unsupportedVersion(version)
    }
    guard Self.methods.contains(method) else { throw .methodNotFound(method) }
    if let headers, method == MethodName.callTool, let name = params["name"]?.string {
      try catalog.tools[name]?.headers.check(params["arguments"] ?? [:], headers)
    }
    (self.id, self.method, self.params, self.principal) = (id, method, params, principal)
    (self.version, self.client, clientInfo) = (known, ClientCapabilities(json: client), meta[Self.clientInfoKey])
    logLevel = try Self.level(meta[Self.logLevelKey])
    progressToken = RequestID(meta["progressToken"])?.json
  }

  private static func level(_ json: JSON?) throws(RPCError) -> LogLevel? {
    guard let json else { return nil }
    guard let level = json.string.flatMap(LogLevel.init) else { throw .invalidParams("unknown log level") }
    return level
  }

  /// A result with what the revision wants in each.
  func completed(_ result: [String: JSON], _ info: Implementation) -> [String: JSON] {
    var result = result
    if result["resultType"] == nil { result["resultType"] = "complete" }
    var meta = result["_meta"]?.object ?? [:]
    meta[Self.serverInfoKey] = ["name": .string(info.name), "version": .string(info.version)]
    result["_meta"] = .object(meta)
    return result
  }
}
