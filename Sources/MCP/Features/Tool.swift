/// Something that a model can have done (Server Features: Tools).
public struct Tool: Sendable {
  /// What it is called by.
  public let name: String
  /// The JSON Schema of its arguments.
  public let inputSchema: JSON
  /// The JSON Schema of its structured content.
  public let outputSchema: JSON?
  /// The tool as `tools/list` has it.
  public let listing: JSON
  /// Does the work.
  let run: @Sendable (JSON, RequestContext) async throws -> ToolResult

  /// A tool that takes its arguments as JSON.
  ///
  /// `name`: 1 to 64 characters from `A-Za-z0-9_-./`.
  /// `inputSchema`: the JSON Schema (2020-12) of an object. Arguments are validated against it before `run` sees them.
  /// `outputSchema`: the schema that `structuredContent` is validated against.
  public init(
    _ name: String, title: String? = nil, description: String, inputSchema: JSON = Tool.noArguments,
    outputSchema: JSON? = nil, annotations: ToolAnnotations? = nil, icons: [Icon] = [], meta: JSON? = nil,
    run: @escaping @Sendable (JSON, RequestContext) async throws -> ToolResult
  ) {
    self.name = name
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.run = run
    listing = .listing(
      name, title, description, icons, meta,
      ["inputSchema": inputSchema, "outputSchema": outputSchema, "annotations": annotations?.json])
  }

  /// A tool that takes its arguments as a type. They are decoded after they have been validated.
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
