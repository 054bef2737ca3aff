/// A request of a stateless revision, which says everything about itself (2026-07-28, Overview: Request Metadata).
struct StatelessRequest: Sendable {
  let id: RequestID
  let method: String
  let params: [String: JSON]
  let principal: String?
  let version: ProtocolVersion
  let client: ClientCapabilities
  let clientInfo: JSON?
  /// The least severe log messages to send; nil for none.
  let logLevel: LogLevel?
  /// What reports of progress have to name; nil when none are wanted.
  let progressToken: JSON?
  /// What was offered when the request came.
  let catalog: CompiledCatalog

  private static let prefix = "io.modelcontextprotocol/"

  /// The member of `_meta` that names the revision.
  static let versionKey = prefix + "protocolVersion"
  /// The member of `_meta` that has the client's capabilities.
  static let capabilitiesKey = prefix + "clientCapabilities"
  /// The member of `_meta` in which the client describes itself.
  static let clientInfoKey = prefix + "clientInfo"
  /// The member of `_meta` that names the least severe log messages to send.
  static let logLevelKey = prefix + "logLevel"
  /// The member of a result's `_meta` in which the server describes itself.
  static let serverInfoKey = prefix + "serverInfo"
  /// The member of a notification's `_meta` that names the subscription it belongs to.
  static let subscriptionKey = prefix + "subscriptionId"

  /// The methods of stateless revisions.
  static let ownMethods = Features.methods.union([
    MethodName.discover, MethodName.listen, MethodName.getTask, MethodName.updateTask, MethodName.cancelTask,
  ])

  /// Checks a request in the order that the revision prescribes: `_meta`, headers, version, method, parameter headers.
  ///
  /// `headers`: nil for a transport without them.
  /// - Throws: `RPCError`.
  init(
    id: RequestID, method: String, params: [String: JSON], principal: String?, headers: HTTPHeaders?, server: Server
  ) throws(RPCError) {
    // This client may be from either era; the answer makes it try the other one.
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
    guard Self.ownMethods.contains(method) || catalog.methods[method] != nil else { throw .methodNotFound(method) }
    if let headers, method == MethodName.callTool, let name = params["name"]?.string {
      try catalog.parameterHeaders(of: name)?.check(params["arguments"] ?? [:], headers)
    }
    self.id = id
    self.method = method
    self.params = params
    self.principal = principal
    self.version = known
    self.client = ClientCapabilities(json: client)
    clientInfo = meta[Self.clientInfoKey]
    logLevel = try Self.level(meta[Self.logLevelKey])
    progressToken = RequestID(meta["progressToken"])?.json
  }

  private static func level(_ json: JSON?) throws(RPCError) -> LogLevel? {
    guard let json else { return nil }
    guard let level = json.string.flatMap(LogLevel.init) else { throw .invalidParams("unknown log level") }
    return level
  }

  /// A result with the members that the revision wants in every result.
  func completed(_ result: [String: JSON], _ info: Implementation) -> [String: JSON] {
    var result = result
    if result["resultType"] == nil { result["resultType"] = "complete" }
    var meta = result["_meta"]?.object ?? [:]
    meta[Self.serverInfoKey] = ["name": .string(info.name), "version": .string(info.version)]
    result["_meta"] = .object(meta)
    return result
  }
}
