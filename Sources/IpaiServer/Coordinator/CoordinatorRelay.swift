import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// Answers the requests of MCP clients for what servers offer.
struct CoordinatorRelay: Sendable {
  private let coordinator: Coordinator
  /// Whether the clients may do more than read.
  private let mayWrite: Bool

  /// A relay for clients.
  init(_ coordinator: Coordinator, mayWrite: Bool) {
    self.coordinator = coordinator
    self.mayWrite = mayWrite
  }

  /// What is offered to these clients now.
  func relay() -> Relay {
    let catalog = coordinator.catalog
    let tools = coordinator.options.isLean ? [] : catalog.toolListings.filter { isAllowed($0.effect) }.map(\.listing)
    return Relay(
      tools: tools, prompts: catalog.promptListings, resources: catalog.resourceListings,
      resourceTemplates: catalog.templateListings, completes: catalog.completes
    ) { method, params, context in
      try await answer(ServerCall(method: method, params: params, context: context))
    }
  }

  /// Whether these clients may make a call with this effect.
  func isAllowed(_ effect: CallEffect) -> Bool { effect == .read || mayWrite }

  private func answer(_ call: ServerCall) async throws -> [String: JSON]? {
    switch call.method {
    case MethodName.callTool: return try await tool(call)
    case MethodName.getPrompt: return try await prompt(call)
    case MethodName.readResource: return try await resource(call)
    case MethodName.complete: return try await completion(call)
    default: return nil
    }
  }

  // MARK: Tools

  private func tool(_ call: ServerCall) async throws -> [String: JSON]? {
    guard let name = call.params["name"]?.string else { return nil }
    if let arguments = call.params["arguments"], arguments.object == nil {
      throw RPCError.invalidParams("\"arguments\" has to be an object")
    }
    let catalog = coordinator.catalog
    if let tool = catalog.tools[name] {
      return try await self.call(call, tool: tool.listing.name, target: tool.server)
    }
    guard catalog.hasTool(name) else { return nil }
    return try await self.call(call, tool: name, target: nil)
  }

  /// Calls a tool by the name that its server knows, on the target or where the rules say.
  func call(
    _ call: ServerCall, tool: String, target: String?, query: String = "", context: [RouteQuestion.ContextEntry] = []
  ) async throws -> [String: JSON] {
    let target = ConversationWithServer.server(of: call.context) ?? target
    let question = RouteQuestion(
      query, context: context, target: target, tool: tool, at: coordinator.services.now())
    var params = call.params.filter { $0.key == "arguments" || $0.key == "_meta" }
    params["name"] = .string(tool)
    let routed = RoutedCall(coordinator, question, operation: call.operation, caller: call.context.principal)
    do {
      return try await routed.run(isAllowed: isAllowed) { candidate in
        try await coordinator.attempt(call, Self.clean(params), on: candidate)
      }.answer.get()
    } catch let refusal as RouteRefusal {
      return refusal.toolResult
    } catch let error as IpaiError {
      return ToolResult.failure(error.advice).members
    }
  }

  /// Parameters without what belongs to the client's own revision and request.
  private static func clean(_ params: [String: JSON]) -> [String: JSON] {
    var params = params
    let meta = (params["_meta"]?.object ?? [:]).filter { key, _ in
      !key.hasPrefix("io.modelcontextprotocol/") && key != "progressToken" && key != Upstream.hopsKey
    }
    // In one expression, a literal nil would be the null of JSON.
    if meta.isEmpty { params["_meta"] = nil } else { params["_meta"] = .object(meta) }
    return params
  }

  // MARK: Prompts and resources

  private func prompt(_ call: ServerCall) async throws -> [String: JSON]? {
    guard let name = call.params["name"]?.string, let origin = coordinator.catalog.prompts[name] else { return nil }
    return try await read(call, origin.server, ["name": .string(origin.name)])
  }

  private func resource(_ call: ServerCall) async throws -> [String: JSON]? {
    guard let origin = call.params["uri"]?.string.flatMap(ResourceAddress.origin),
      coordinator.router.table.server(origin.server) != nil
    else { return nil }
    do {
      // A client that answers questions of the server's has a request of its own.
      let isShared = !call.mayBeAsked && call.context.resumption == nil
      return try await coordinator.cache.result(
        call.method, ["uri": .string(origin.name)], of: origin.server, for: call.context.principal, isShared: isShared
      ) { try await read(call, origin.server, ["uri": .string(origin.name)]) }
    } catch let error as RPCError
      where Self.isMissing(error)
    {
      return nil
    }
  }

  /// Whether there is no such resource, in the words of any revision.
  private static func isMissing(_ error: RPCError) -> Bool {
    error.code == RPCError.Code.resourceNotFound
      || error.code == RPCError.Code.invalidParams && error.data?["uri"] != nil
  }

  private func completion(_ call: ServerCall) async throws -> [String: JSON]? {
    guard var reference = call.params["ref"]?.object else { return nil }
    if let name = reference["name"]?.string, let origin = coordinator.catalog.prompts[name] {
      reference["name"] = .string(origin.name)
      return try await read(call, origin.server, ["ref": .object(reference)])
    }
    guard let origin = reference["uri"]?.string.flatMap(ResourceAddress.origin),
      coordinator.router.table.server(origin.server) != nil
    else { return nil }
    reference["uri"] = .string(origin.name)
    return try await read(call, origin.server, ["ref": .object(reference)])
  }

  /// Sends a request that only reads to the server that it names.
  private func read(_ call: ServerCall, _ server: String, _ named: [String: JSON]) async throws -> [String: JSON] {
    let question = RouteQuestion("", target: server, effect: .read, at: coordinator.services.now())
    let params = Self.clean(call.params.merging(named) { $1 })
    let routed = RoutedCall(coordinator, question, operation: call.operation, caller: call.context.principal)
    do {
      return try await routed.run(isAllowed: isAllowed) { candidate in
        try await coordinator.attempt(call, params, on: candidate)
      }.answer.get()
    } catch let refusal as RouteRefusal {
      throw refusal.rpcError
    } catch let error as IpaiError {
      throw RPCError.internal(error.summary)
    }
  }
}
