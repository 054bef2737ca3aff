import Synchronization

/// The features of a server, one method for each.
extension Client {
  /// What is remembered about a tool that was listed.
  struct KnownTool: Sendable {
    /// The arguments that are repeated in headers.
    let headers: ParameterHeaders
    /// The schema of its structured content.
    let output: JSONSchema?
    /// Whether it does no harm to call it twice.
    let isRepeatable: Bool
  }

  // MARK: Tools

  /// Lists all tools, over all pages (Tools: Listing Tools). Over HTTP, a tool whose header annotations are malformed is left
  /// out, as the specification demands.
  public func listTools() async throws -> [ToolListing] {
    var known: [String: KnownTool] = [:]
    let hasHeaders = try await connection().channel.hasHeaders
    let tools = try await list(MethodName.listTools, "tools", { ToolListing($0) }).filter { tool in
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

  /// Calls a tool (Tools: Calling Tools). ``ToolResult/isError`` says whether it failed.
  ///
  /// A call that failed on its way is sent again only if the tool was listed as read-only or idempotent, or if `request` says
  /// that it may be.
  /// - Throws: `ClientError.invalidResponse` for a malformed result, or one that does not match the output schema that was
  ///   listed.
  public func callTool(_ name: String, _ arguments: JSON = [:], options request: RequestOptions = .init()) async throws
    -> ToolResult
  {
    let json: JSON
    do { json = try await callOnce(name, arguments, request) } catch let error as RPCError
      where error.code == RPCError.Code.headerMismatch
    {
      // The server wants headers that this client does not know, or that have changed.
      _ = try await listTools()
      json = try await callOnce(name, arguments, request)
    }
    guard let result = ToolResult(json) else { throw ClientError.invalidResponse("the tool's result has no content") }
    if !fits(result, name) {
      // The tool may have changed.
      _ = try await listTools()
      guard fits(result, name) else {
        throw ClientError.invalidResponse("the tool's structured content does not match its output schema")
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

  /// Lists all resources, over all pages (Resources: Listing Resources).
  public func listResources() async throws -> [ResourceListing] {
    try await list(MethodName.listResources, "resources", ResourceListing.init)
  }

  /// Lists all templates of resources, over all pages (Resources: Resource Templates).
  public func listResourceTemplates() async throws -> [ResourceListing] {
    try await list(MethodName.listResourceTemplates, "resourceTemplates", ResourceListing.init)
  }

  /// Reads a resource (Resources: Reading Resources).
  ///
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

  /// Lists all prompts, over all pages (Prompts: Listing Prompts).
  public func listPrompts() async throws -> [PromptListing] {
    try await list(MethodName.listPrompts, "prompts", PromptListing.init)
  }

  /// Gets a prompt with its arguments filled in (Prompts: Getting a Prompt).
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

  /// Asks for suggestions for an argument of a prompt (Utilities: Completion).
  ///
  /// `others`: the arguments that are already known.
  public func complete(prompt: String, argument: String, typed: String, others: [String: String] = [:]) async throws
    -> CompletionResult
  {
    try await complete(["type": "ref/prompt", "name": .string(prompt)], argument, typed, others)
  }

  /// Asks for suggestions for a variable of a template (Utilities: Completion).
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
    guard let values = completion?["values"]?.array else {
      throw ClientError.invalidResponse("the completion has no values")
    }
    return CompletionResult(
      values: values.compactMap(\.string), total: completion?["total"]?.integer,
      hasMore: completion?["hasMore"]?.bool ?? false)
  }

  /// Returns once the server has answered (2025-11-25, Utilities: Ping; 2026-07-28 has `server/discover` alone).
  public func ping(options request: RequestOptions = .init()) async throws {
    let method = if try await connect().isStateless { MethodName.discover } else { MethodName.ping }
    _ = try await self.request(method, options: request)
  }

  /// All entries of a list, over all of its pages.
  private func list<Entry>(_ method: String, _ key: String, _ entry: (JSON) -> Entry?) async throws -> [Entry] {
    var entries: [Entry] = []
    var cursor: String?
    var seen: Set<String> = []
    var size = 0
    repeat {
      let page = try await request(method, cursor.map { ["cursor": .string($0)] } ?? [:])
      guard let listed = page[key]?.array else { throw ClientError.invalidResponse("\(method) lists no \(key)") }
      for json in listed {
        size += json.textSize
        if let entry = entry(json) {
          entries.append(entry)
        } else {
          options.onProblem("\(method): an entry is malformed")
        }
      }
      cursor = page["nextCursor"]?.string
      guard entries.count <= options.maxListed, size <= options.maxListSize, seen.count <= options.maxListed,
        cursor.map({ seen.insert($0).inserted }) != false
      else {
        throw ClientError.invalidResponse("\(method) has no end")
      }
    } while cursor != nil
    return entries
  }
}
