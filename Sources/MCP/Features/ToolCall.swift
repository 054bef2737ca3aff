/// One call of a tool. Its arguments are checked before it runs, and its structured content afterwards.
struct ToolCall: Sendable {
  private let server: Server
  private let tool: CompiledCatalog.CompiledTool
  private let arguments: JSON
  private let context: RequestContext

  /// Reads the parameters of `tools/call`.
  ///
  /// - Throws: `RPCError` when the call is malformed or the tool unknown.
  init(_ server: Server, _ catalog: CompiledCatalog, _ params: [String: JSON], _ context: RequestContext) throws {
    self.server = server
    self.context = context
    guard let name = params["name"]?.string else { throw RPCError.invalidParams("\"name\" has to be a string") }
    guard let tool = catalog.tools[name] else { throw RPCError.invalidParams("unknown tool: \(name)") }
    self.tool = tool
    arguments = params["arguments"] ?? [:]
    guard arguments.object != nil else { throw RPCError.invalidParams("\"arguments\" has to be an object") }
  }

  /// Runs the tool and returns its result.
  ///
  /// - Throws: `RPCError`, `Interruption`, `CancellationError`.
  func answer() async throws -> [String: JSON] {
    if let fault = tool.input.firstFault(in: arguments) {
      let message = "invalid arguments for tool '\(tool.tool.name)': \(fault)"
      // A model has to see what it can correct. In 2025-06-18 this was an error of the protocol.
      guard context.version >= .v2025_11_25 else { throw RPCError.invalidParams(message) }
      return ToolResult.failure(message).json
    }
    var result = try await run()
    if let output = tool.output, !result.isError { try check(result, output) }
    // Before 2026-07-28 it had to be an object. The text says the same.
    if context.version < .v2026_07_28, result.structuredContent?.object == nil { result.structuredContent = nil }
    return result.json
  }

  private func run() async throws -> ToolResult {
    do { return try await tool.tool.run(arguments, context) } catch {
      switch error {
      case is RPCError, is Interruption, is CancellationError: throw error
      case let failure as ToolFailure: return .failure(failure.message)
      default:
        server.options.onError("tool '\(tool.tool.name)'", error)
        return .failure("tool '\(tool.tool.name)' failed")
      }
    }
  }

  private func check(_ result: ToolResult, _ schema: JSONSchema) throws {
    let name = tool.tool.name
    guard let content = result.structuredContent else {
      throw RPCError.internal("tool '\(name)' has an output schema and returned no structured content")
    }
    if let fault = schema.firstFault(in: content) {
      throw RPCError.internal("tool '\(name)' returned what its output schema does not allow: \(fault)")
    }
  }
}
