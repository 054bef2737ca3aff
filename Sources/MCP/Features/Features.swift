/// What every revision offers, between the codecs and the catalog. Answers have no trace of an era.
struct Features: Sendable {
  let server: Server
  /// What was offered when the request came: all of it is answered from that, whatever changes meanwhile.
  let catalog: CompiledCatalog

  init(_ server: Server, _ catalog: CompiledCatalog) { (self.server, self.catalog) = (server, catalog) }

  /// A result, and for whom and how long it may be kept.
  struct Answer: Sendable {
    var result: [String: JSON]
    var isCacheable = false
    /// Whether it may differ from caller to caller.
    var isPersonal = false
  }

  /// Serves one request.
  ///
  /// - Throws: `RPCError`, and whatever a question needs to be asked of a stateless client.
  func answer(_ method: String, _ params: [String: JSON], _ context: RequestContext) async throws -> Answer {
    switch method {
    case MethodName.listTools:
      try list("tools", \.tools, \.name, context.version < .v2026_07_28 ? \.handshakeListing : \.listing, params)
    case MethodName.listPrompts: try list("prompts", \.prompts, \.name, \.listing, params)
    case MethodName.listResources: try list("resources", \.resources, \.uri, \.listing, params)
    case MethodName.listResourceTemplates:
      try list("resourceTemplates", \.resourceTemplates, \.template.text, \.listing, params)
    case MethodName.callTool: Answer(result: try await ToolCall(server, catalog, params, context).answer())
    case MethodName.getPrompt: Answer(result: try await prompt(params, context))
    case MethodName.readResource: try await resource(params, context)
    case MethodName.complete where Self.completes(catalog.catalog):
      Answer(result: try await complete(params, context))
    default: throw RPCError.methodNotFound(method)
    }
  }

  static let methods: Set<String> = [
    MethodName.listTools, MethodName.callTool, MethodName.listPrompts, MethodName.getPrompt, MethodName.listResources,
    MethodName.listResourceTemplates, MethodName.readResource, MethodName.complete,
  ]

  static func completes(_ catalog: Catalog) -> Bool {
    catalog.prompts.contains { $0.arguments.contains { $0.complete != nil } }
      || catalog.resourceTemplates.contains { $0.complete != nil }
  }

  // MARK: Lists

  private func list<Entry>(
    _ key: String, _ entries: KeyPath<Catalog, [Entry]>, _ name: KeyPath<Entry, String>,
    _ listing: KeyPath<Entry, JSON>, _ params: [String: JSON]
  ) throws -> Answer {
    let all = catalog.catalog[keyPath: entries]
    var start = 0
    if let cursor = params["cursor"] {
      guard let last = cursor.string.flatMap(Cursor.name),
        let place = all.firstIndex(where: { $0[keyPath: name] == last })
      else { throw RPCError.invalidParams("the cursor is not one of this list") }
      start = place + 1
    }
    let page = all[start..<min(all.count, start + max(1, server.options.pageSize))]
    var result: [String: JSON] = [key: .array(page.map { $0[keyPath: listing] })]
    if page.endIndex < all.count, let last = page.last {
      result["nextCursor"] = .string(Cursor.text(after: last[keyPath: name]))
    }
    return Answer(result: result, isCacheable: true)
  }

  // MARK: Prompts

  private func prompt(_ params: [String: JSON], _ context: RequestContext) async throws -> [String: JSON] {
    guard let name = params["name"]?.string else { throw RPCError.invalidParams("\"name\" has to be a string") }
    guard let prompt = catalog.prompts[name] else { throw RPCError.invalidParams("unknown prompt: \(name)") }
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

  /// Whether there is something to read at an address, or a form of addresses that it has.
  func knows(_ uri: String) -> Bool {
    return catalog.resources[uri] != nil
      || catalog.catalog.resourceTemplates.contains { $0.template.match(uri) != nil }
  }

  // MARK: Completion

  private func complete(_ params: [String: JSON], _ context: RequestContext) async throws -> [String: JSON] {
    guard let name = params["argument"]?["name"]?.string, let typed = params["argument"]?["value"]?.string else {
      throw RPCError.invalidParams("\"argument\" has to be an object with \"name\" and \"value\"")
    }
    let others = try strings(params["context"]?["arguments"], "context.arguments")
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

  /// Nil where nothing suggests values.
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

  /// Hides from the client what a handler threw that was not meant for it.
  private func guarded<Value: Sendable>(_ what: String, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch {
      if error is RPCError || error is Interruption || error is CancellationError { throw error }
      if let failure = error as? ToolFailure { throw RPCError.internal(failure.message) }
      server.options.onError(what, error)
      throw RPCError.internal("\(what) failed")
    }
  }
}

/// No resource at an address: each era has a code of its own for it.
struct ResourceNotFound: Error {
  let uri: String

  func error(code: Int) -> RPCError {
    RPCError(code, "resource not found: \(uri)", data: ["uri": .string(uri)])
  }
}

/// A handler cannot go on in this request: what it throws belongs to the codec and passes through handlers.
enum Interruption: Error {
  /// Questions that a stateless client has to answer first.
  case needsInput([String: InputRequest])
}
