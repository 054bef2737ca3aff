/// The features that every revision has, between the codecs and the catalog. Their answers show no trace of an era.
struct Features: Sendable {
  let server: Server
  /// What was offered when the request came. The whole request is answered from it, whatever changes in between.
  let catalog: CompiledCatalog

  /// The features of a server with the catalog that it had when a request came.
  init(_ server: Server, _ catalog: CompiledCatalog) {
    self.server = server
    self.catalog = catalog
  }

  /// A result, and whether and by whom it may be cached.
  struct Answer: Sendable {
    var result: [String: JSON]
    var isCacheable = false
    /// Whether it may differ from one caller to another.
    var isPersonal = false
  }

  /// Serves one request.
  ///
  /// - Throws: `RPCError`, `ResourceNotFound`, and `Interruption` when a stateless client has to be asked.
  func answer(_ method: String, _ params: [String: JSON], _ context: RequestContext) async throws -> Answer {
    switch method {
    case MethodName.listTools where context.version < .v2026_07_28:
      try list("tools", catalog.listed.handshakeTools, params)
    case MethodName.listTools: try list("tools", catalog.listed.tools, params)
    case MethodName.listPrompts: try list("prompts", catalog.listed.prompts, params)
    case MethodName.listResources: try list("resources", catalog.listed.resources, params)
    case MethodName.listResourceTemplates: try list("resourceTemplates", catalog.listed.resourceTemplates, params)
    case MethodName.callTool: Answer(result: try await tool(params, context))
    case MethodName.getPrompt: Answer(result: try await prompt(params, context))
    case MethodName.readResource: try await resource(params, context)
    case MethodName.complete where Self.completes(catalog.catalog):
      Answer(result: try await complete(params, context))
    default: try await extended(method, params, context)
    }
  }

  private func extended(_ method: String, _ params: [String: JSON], _ context: RequestContext) async throws -> Answer {
    guard let answer = catalog.methods[method] else { throw RPCError.methodNotFound(method) }
    let result = try await guarded(method) { try await answer(params, context) }
    return Answer(result: result, isCacheable: true, isPersonal: true)
  }

  /// The methods that are served here.
  static let methods: Set<String> = [
    MethodName.listTools, MethodName.callTool, MethodName.listPrompts, MethodName.getPrompt, MethodName.listResources,
    MethodName.listResourceTemplates, MethodName.readResource, MethodName.complete,
  ]

  /// Whether anything in a catalog suggests values.
  static func completes(_ catalog: Catalog) -> Bool {
    catalog.relay?.completes == true || catalog.prompts.contains { $0.arguments.contains { $0.complete != nil } }
      || catalog.resourceTemplates.contains { $0.complete != nil }
  }

  // MARK: Lists

  private func list(_ key: String, _ all: [ListedEntries.Entry], _ params: [String: JSON]) throws -> Answer {
    var start = 0
    if let cursor = params["cursor"] {
      guard let last = cursor.string.flatMap(Cursor.name), let place = all.firstIndex(where: { $0.id == last })
      else { throw RPCError.invalidParams("the cursor is not one of this list") }
      start = place + 1
    }
    let page = all[start..<min(all.count, start + max(1, server.options.pageSize))]
    var result: [String: JSON] = [key: .array(page.map(\.listing))]
    if page.endIndex < all.count, let last = page.last {
      result["nextCursor"] = .string(Cursor.text(after: last.id))
    }
    return Answer(result: result, isCacheable: true)
  }

  // MARK: Tools

  private func tool(_ params: [String: JSON], _ context: RequestContext) async throws -> [String: JSON] {
    if let name = params["name"]?.string, catalog.tools[name] == nil,
      var result = try await relayed(MethodName.callTool, params, context)
    {
      // Before 2026-07-28 it had to be an object.
      if context.version < .v2026_07_28, result["structuredContent"]?.object == nil {
        result["structuredContent"] = nil
      }
      return result
    }
    return try await ToolCall(server, catalog, params, context).answer()
  }

  /// The answer of another server; nil when no other server knows what is asked for. What belongs to the revision that is spoken
  /// there is left out.
  private func relayed(_ method: String, _ params: [String: JSON], _ context: RequestContext) async throws
    -> [String: JSON]?
  {
    guard let relay = catalog.catalog.relay else { return nil }
    guard var result = try await guarded(method, { try await relay.answer(method, params, context) }) else {
      return nil
    }
    for key in ["resultType", "ttlMs", "cacheScope"] { result[key] = nil }
    if var meta = result["_meta"]?.object {
      meta[StatelessRequest.serverInfoKey] = nil
      if meta.isEmpty { result["_meta"] = nil } else { result["_meta"] = .object(meta) }
    }
    return result
  }

  // MARK: Prompts

  private func prompt(_ params: [String: JSON], _ context: RequestContext) async throws -> [String: JSON] {
    guard let name = params["name"]?.string else { throw RPCError.invalidParams("\"name\" has to be a string") }
    guard let prompt = catalog.prompts[name] else {
      if let result = try await relayed(MethodName.getPrompt, params, context) { return result }
      throw RPCError.invalidParams("unknown prompt: \(name)")
    }
    let arguments = try strings(params["arguments"], "arguments")
    for argument in prompt.arguments where argument.isRequired && arguments[argument.name] == nil {
      throw RPCError.invalidParams("prompt '\(name)' needs the argument '\(argument.name)'")
    }
    return try await guarded("prompt '\(name)'") { try await prompt.render(arguments, context) }.json
  }

  // MARK: Resources

  private func resource(_ params: [String: JSON], _ context: RequestContext) async throws -> Answer {
    guard let uri = params["uri"]?.string else { throw RPCError.invalidParams("\"uri\" has to be a string") }
    guard let found = try await guarded("resource '\(uri)'", { try await read(uri, context) }) else {
      if let result = try await relayed(MethodName.readResource, params, context) {
        return Answer(result: result, isCacheable: true, isPersonal: true)
      }
      throw ResourceNotFound(uri: uri)
    }
    let result: [String: JSON] = ["contents": .array(found.contents.map(\.json))]
    return Answer(result: result, isCacheable: true, isPersonal: !found.isPublic)
  }

  private func read(_ uri: String, _ context: RequestContext) async throws
    -> (contents: [ResourceContents], isPublic: Bool)?
  {
    if let resource = catalog.resources[uri] { return (try await resource.read(context), resource.isPublic) }
    for template in catalog.catalog.resourceTemplates {
      guard let variables = template.template.match(uri) else { continue }
      if let contents = try await template.read(uri, variables, context) { return (contents, false) }
    }
    return nil
  }

  /// Whether there is a resource at an address, or a template that the address matches.
  func knows(_ uri: String) -> Bool {
    catalog.resources[uri] != nil
      || catalog.catalog.resourceTemplates.contains { $0.template.match(uri) != nil }
  }

  /// Whether there may be a resource of this address, here or where requests are passed on to.
  func mayHave(_ uri: String) -> Bool { catalog.catalog.relay != nil || knows(uri) }

  // MARK: Completion

  private func complete(_ params: [String: JSON], _ context: RequestContext) async throws -> [String: JSON] {
    guard let name = params["argument"]?["name"]?.string, let typed = params["argument"]?["value"]?.string else {
      throw RPCError.invalidParams("\"argument\" has to be an object with \"name\" and \"value\"")
    }
    let others = try strings(params["context"]?["arguments"], "context.arguments")
    if !isOwn(params["ref"]), let result = try await relayed(MethodName.complete, params, context) { return result }
    guard let completer = try completer(params["ref"], name) else {
      return ["completion": ["values": [], "hasMore": false]]
    }
    let values = try await guarded("completion") { try await completer(name, typed, others) }
    return [
      "completion": [
        "values": .array(values.prefix(100).map(JSON.string)), "total": .integer(values.count),
        "hasMore": .bool(values.count > 100),
      ]
    ]
  }

  /// Whether a reference names an entry of the server's own.
  private func isOwn(_ reference: JSON?) -> Bool {
    if let name = reference?["name"]?.string { return catalog.prompts[name] != nil }
    guard let uri = reference?["uri"]?.string else { return true }
    return catalog.resources[uri] != nil || catalog.catalog.resourceTemplates.contains { $0.template.text == uri }
  }

  /// What suggests values for an argument; nil when nothing does.
  private func completer(_ reference: JSON?, _ name: String) throws -> Completer? {
    switch (reference?["type"], reference?["name"]?.string, reference?["uri"]?.string) {
    case ("ref/prompt", let prompt?, _):
      guard let found = catalog.prompts[prompt] else {
        throw RPCError.invalidParams("unknown prompt: \(prompt)")
      }
      guard let argument = found.arguments.first(where: { $0.name == name }) else {
        throw RPCError.invalidParams("prompt '\(prompt)' has no argument '\(name)'")
      }
      return argument.complete
    case ("ref/resource", _, let uri?):
      if let found = catalog.catalog.resourceTemplates.first(where: { $0.template.text == uri }) {
        guard found.template.variables.contains(name) else {
          throw RPCError.invalidParams("the template '\(uri)' has no variable '\(name)'")
        }
        return found.complete
      }
      guard catalog.resources[uri] != nil else { throw RPCError.invalidParams("unknown resource: \(uri)") }
      return nil
    default: throw RPCError.invalidParams("\"ref\" has to be a ref/prompt with \"name\" or a ref/resource with \"uri\"")
    }
  }

  // MARK: Helpers

  private func strings(_ json: JSON?, _ what: String) throws -> [String: String] {
    guard let json, !json.isNull else { return [:] }
    guard let members = json.object else { throw RPCError.invalidParams("\"\(what)\" has to be an object") }
    return try members.mapValues {
      guard let text = $0.string else { throw RPCError.invalidParams("\"\(what)\" has to have strings for values") }
      return text
    }
  }

  /// Hides errors of a handler from the client, unless they are meant for it.
  private func guarded<Value: Sendable>(_ what: String, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch {
      if error is RPCError || error is Interruption || error is CancellationError { throw error }
      if let failure = error as? ToolFailure { throw RPCError.internal(failure.message) }
      server.options.onError(what, error)
      throw RPCError.internal("\(what) failed")
    }
  }
}
