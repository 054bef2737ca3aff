/// Something that a model can have done.
public struct Tool: Sendable {
  public let name: String
  public let inputSchema: JSON
  public let outputSchema: JSON?
  /// As `tools/list` has it.
  public let listing: JSON
  let run: @Sendable (JSON, RequestContext) async throws -> ToolResult

  /// Before 2026-07-28, an output schema was that of an object.
  var handshakeListing: JSON {
    guard let outputSchema, outputSchema["type"] != "object", var members = listing.object else { return listing }
    members["outputSchema"] = nil
    return .object(members)
  }

  /// A tool of arguments in JSON.
  ///
  /// `name`: 1 to 64 characters of `A-Za-z0-9_-.`
  /// `inputSchema`: JSON Schema 2020-12 of an object; arguments are validated against it before `run` sees them.
  /// `outputSchema`: what `structuredContent` is validated against.
  public init(
    _ name: String, title: String? = nil, description: String, inputSchema: JSON = Tool.noArguments,
    outputSchema: JSON? = nil, annotations: ToolAnnotations? = nil, icons: [Icon] = [], meta: JSON? = nil,
    run: @escaping @Sendable (JSON, RequestContext) async throws -> ToolResult
  ) {
    (self.name, self.inputSchema, self.outputSchema, self.run) = (name, inputSchema, outputSchema, run)
    listing = .listing(
      name, title, description, icons, meta,
      ["inputSchema": inputSchema, "outputSchema": outputSchema, "annotations": annotations?.json])
  }

  /// A tool of typed arguments: they are decoded after they were validated.
  public init<Input: Decodable & Sendable>(
    _ name: String, title: String? = nil, description: String, input: Input.Type, inputSchema: JSON,
    outputSchema: JSON? = nil, annotations: ToolAnnotations? = nil, icons: [Icon] = [], meta: JSON? = nil,
    run: @escaping @Sendable (Input, RequestContext) async throws -> ToolResult
  ) {
    self.init(
      name, title: title, description: description, inputSchema: inputSchema, outputSchema: outputSchema,
      annotations: annotations, icons: icons, meta: meta
    ) { arguments, context in
      let decoded: Input
      do { decoded = try arguments.decode() } catch { throw ToolFailure("the arguments do not fit: \(error)") }
      return try await run(decoded, context)
    }
  }

  /// The schema of a tool without arguments.
  public static let noArguments: JSON = ["type": "object", "additionalProperties": false]
}

/// Hints of what a tool does, which have to be true.
public struct ToolAnnotations: Sendable, Hashable {
  public var title: String?
  public var readOnlyHint: Bool?
  public var destructiveHint: Bool?
  public var idempotentHint: Bool?
  public var openWorldHint: Bool?

  public init(
    title: String? = nil, readOnly: Bool? = nil, destructive: Bool? = nil, idempotent: Bool? = nil,
    openWorld: Bool? = nil
  ) {
    (self.title, readOnlyHint, destructiveHint) = (title, readOnly, destructive)
    (idempotentHint, openWorldHint) = (idempotent, openWorld)
  }

  var json: JSON {
    var members: [String: JSON] = [:]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "readOnlyHint"] = readOnlyHint.map(JSON.bool)
    members[optional: "destructiveHint"] = destructiveHint.map(JSON.bool)
    members[optional: "idempotentHint"] = idempotentHint.map(JSON.bool)
    members[optional: "openWorldHint"] = openWorldHint.map(JSON.bool)
    return .object(members)
  }
}

/// What a tool answers.
public struct ToolResult: Sendable, Hashable {
  public var content: [Content]
  public var structuredContent: JSON?
  public var isError: Bool

  public init(_ content: [Content], structured: JSON? = nil, isError: Bool = false) {
    (self.content, structuredContent, self.isError) = (content, structured, isError)
  }

  public static func text(_ text: String) -> ToolResult { ToolResult([.text(text)]) }

  /// Structured content, and the same as text for clients that only know that.
  public static func structured(_ value: JSON) -> ToolResult {
    ToolResult([.text(String(decoding: value.encoded, as: UTF8.self))], structured: value)
  }

  /// A failure that the model should see, so that it can do better.
  public static func failure(_ message: String) -> ToolResult { ToolResult([.text(message)], isError: true) }

  /// Nil for what is no result of a tool.
  init?(_ json: JSON) {
    guard let content = json["content"]?.array else { return nil }
    self.init(
      content.map(Content.init(json:)), structured: json["structuredContent"], isError: json["isError"]?.bool ?? false)
  }

  var json: [String: JSON] {
    var members: [String: JSON] = ["content": .array(content.map(\.json)), "isError": .bool(isError)]
    members[optional: "structuredContent"] = structuredContent
    return members
  }
}

/// A failure whose message the model sees as the tool's result. Of any other error it sees only that there was one.
public struct ToolFailure: Error, Sendable {
  public let message: String
  public init(_ message: String) { self.message = message }
}
