import Synchronization

/// What a server offers, as calls.
extension Client {
  /// What is remembered of a tool that was listed.
  struct KnownTool: Sendable {
    let headers: ParameterHeaders
    let output: JSONSchema?
    let isRepeatable: Bool
  }

  // MARK: Tools

  /// All tools. One whose headers are wrongly annotated is left out over HTTP, as the specification wants it.
  public func listTools() async throws -> [ToolListing] {
    var known: [String: KnownTool] = [:]
    let hasHeaders = try await connection().channel.hasHeaders
    let tools = try await list(MethodName.listTools, "tools", ToolListing.init).filter { tool in
      do {
        known[tool.name] = KnownTool(
          headers: try ParameterHeaders(tool.inputSchema), output: output(tool),
          isRepeatable: tool.isReadOnly || tool.isIdempotent)
        return true
      } catch {
        if hasHeaders { options.onProblem("the tool '\(tool.name)' is left out: \(error)") }
        return !hasHeaders
      }
    }
    knownTools.withLock { [known] in $0 = known }
    return tools
  }

  private func output(_ tool: ToolListing) -> JSONSchema? {
    guard let schema = tool.outputSchema else { return nil }
    do { return try JSONSchema(schema) } catch {
      options.onProblem("what the tool '\(tool.name)' returns is not validated: \(error)")
      return nil
    }
  }

  /// Calls a tool. That it failed is said by ``ToolResult/isError``.
  ///
  /// A call that failed on its way is sent again only where the tool was listed as one that it does not harm, or `request`
  /// says so.
  /// - Throws: `ClientError.invalidResponse` for a result that is none, or not of the output schema that was listed.
  public func callTool(_ name: String, _ arguments: JSON = [:], options request: RequestOptions = .init()) async throws
    -> ToolResult
  {
    let json: JSON
    do { json = try await callOnce(name, arguments, request) } catch let error as RPCError
      where error.code == RPCError.Code.headerMismatch
    {
      // The server wants headers that are not known, or not any more.
      _ = try await listTools()
      json = try await callOnce(name, arguments, request)
    }
    guard let result = ToolResult(json) else { throw ClientError.invalidResponse("the tool's result has no content") }
    if !fits(result, name) {
      // The tool may be another by now.
      _ = try await listTools()
      guard fits(result, name) else {
        throw ClientError.invalidResponse("the tool's structured content is not of its output schema")
      }
    }
    return result
  }

  private func fits(_ result: ToolResult, _ name: String) -> Bool {
    guard !result.isError, let schema = knownTools.withLock({ $0[name]?.output }) else { return true }
    return result.structuredContent.map(schema.allows) ?? false
  }

  private func callOnce(_ name: String, _ arguments: JSON, _ request: RequestOptions) async throws -> JSON {
    let known = knownTools.withLock { $0[name] }
    var request = request
    request.isRepeatable = request.isRepeatable ?? known?.isRepeatable ?? false
    return try await self.request(
      MethodName.callTool, ["name": .string(name), "arguments": arguments], request,
      headers: known?.headers.headers(for: arguments) ?? [])
  }

  // MARK: Resources

  public func listResources() async throws -> [ResourceListing] {
    try await list(MethodName.listResources, "resources", ResourceListing.init)
  }

  public func listResourceTemplates() async throws -> [ResourceListing] {
    try await list(MethodName.listResourceTemplates, "resourceTemplates", ResourceListing.init)
  }

  /// - Throws: `RPCError` -32602 or -32002 when there is no such resource.
  public func readResource(_ uri: String, options request: RequestOptions = .init()) async throws -> [ResourceContents]
  {
    let result = try await self.request(MethodName.readResource, ["uri": .string(uri)], options: request)
    guard let contents = result["contents"]?.array else {
      throw ClientError.invalidResponse("the resource has no contents")
    }
    return contents.map(ResourceContents.init(json:))
  }

  // MARK: Prompts

  public func listPrompts() async throws -> [PromptListing] {
    try await list(MethodName.listPrompts, "prompts", PromptListing.init)
  }

  public func prompt(_ name: String, _ arguments: [String: String] = [:], options request: RequestOptions = .init())
    async throws -> PromptResult
  {
    let result = try await self.request(
      MethodName.getPrompt, ["name": .string(name), "arguments": .object(arguments.mapValues(JSON.string))],
      options: request)
    guard let prompt = PromptResult(result) else { throw ClientError.invalidResponse("the prompt has no messages") }
    return prompt
  }

  // MARK: The rest

  /// Suggestions for an argument of a prompt.
  ///
  /// `others`: the arguments known by then.
  public func complete(prompt: String, argument: String, typed: String, others: [String: String] = [:]) async throws
    -> CompletionResult
  {
    try await complete(["type": "ref/prompt", "name": .string(prompt)], argument, typed, others)
  }

  /// Suggestions for a variable of a template.
  public func complete(template: String, variable: String, typed: String, others: [String: String] = [:]) async throws
    -> CompletionResult
  {
    try await complete(["type": "ref/resource", "uri": .string(template)], variable, typed, others)
  }

  private func complete(_ reference: JSON, _ name: String, _ typed: String, _ others: [String: String]) async throws
    -> CompletionResult
  {
    var params: [String: JSON] = ["ref": reference, "argument": ["name": .string(name), "value": .string(typed)]]
    if !others.isEmpty { params["context"] = ["arguments": .object(others.mapValues(JSON.string))] }
    let completion = try await request(MethodName.complete, params)["completion"]
    guard let values = completion?["values"]?.array else { throw ClientError.invalidResponse("no values") }
    return CompletionResult(
      values: values.compactMap(\.string), total: completion?["total"]?.integer,
      hasMore: completion?["hasMore"]?.bool ?? false)
  }

  /// Returns when the server answered.
  public func ping() async throws {
    _ = try await request(try await connect().isStateless ? MethodName.discover : MethodName.ping)
  }

  /// All entries of a list, over its pages.
  private func list<Entry>(_ method: String, _ key: String, _ entry: (JSON) -> Entry?) async throws -> [Entry] {
    var (entries, cursor, seen): ([Entry], String?, Set<String>) = ([], nil, [])
    repeat {
      let page = try await request(method, cursor.map { ["cursor": .string($0)] } ?? [:])
      guard let listed = page[key]?.array else { throw ClientError.invalidResponse("\(method) lists no \(key)") }
      for json in listed {
        if let entry = entry(json) {
          entries.append(entry)
        } else {
          options.onProblem("\(method): an entry is malformed")
        }
      }
      cursor = page["nextCursor"]?.string
      guard entries.count <= options.maxListed, seen.count <= options.maxListed,
        cursor.map({ seen.insert($0).inserted }) != false
      else {
        throw ClientError.invalidResponse("\(method) has no end")
      }
    } while cursor != nil
    return entries
  }
}
