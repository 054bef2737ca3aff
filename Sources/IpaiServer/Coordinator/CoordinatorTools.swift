import IpaiAccess
import IpaiCore
import IpaiRouting
import IpaiSearch
import MCP

/// The tools of the coordinator's own: finding tools among those of all servers, and calling one of them.
struct CoordinatorTools: Sendable {
  private let coordinator: Coordinator
  private let relay: CoordinatorRelay

  /// How many tools are found where the request does not say, and at most.
  private static let (usual, most) = (8, 50)

  /// Tools for clients of a relay.
  init(_ coordinator: Coordinator, _ relay: CoordinatorRelay) {
    self.coordinator = coordinator
    self.relay = relay
  }

  /// Both tools.
  var all: [Tool] { [find, call] }

  private var find: Tool {
    Tool(
      "find_tools",
      description: """
        Find tools of all servers by what they do. Returns their names, which server each belongs to, what it does and its \
        arguments. Use it before 'call_tool'.
        """,
      inputSchema: [
        "type": "object", "additionalProperties": false, "required": ["query"],
        "properties": [
          "query": ["type": "string", "minLength": 1, "maxLength": 10_000, "description": "What the tool should do."],
          "max_results": ["type": "integer", "minimum": 1, "maximum": .integer(Self.most)],
        ],
      ], annotations: ToolAnnotations(readOnly: true, destructive: false, openWorld: false)
    ) { arguments, _ in
      let query = arguments["query"]?.string ?? ""
      let count = arguments["max_results"]?.integer ?? Self.usual
      let found = try coordinator.catalog.search.found(query, isAllowed: relay.isAllowed)
      return .structured(["tools": .array(Array(found.prefix(count))), "total": .integer(found.count)])
    }
  }

  private var call: Tool {
    Tool(
      "call_tool",
      description: """
        Call a tool of a server by the name that 'find_tools' gave. With a name that several servers have, 'query' and \
        'context' decide which of them gets the call.
        """,
      inputSchema: [
        "type": "object", "additionalProperties": false, "required": ["name"],
        "properties": [
          "name": ["type": "string", "minLength": 1, "maxLength": 1_000],
          "arguments": ["type": "object", "description": "The arguments of the tool."],
          "query": ["type": "string", "maxLength": 100_000, "description": "What the call is for, in plain words."],
          "context": ["type": "object", "description": "What is known about the call, such as the project."],
          "target": ["type": "string", "description": "The server or alias that gets the call."],
        ],
      ]
    ) { arguments, context in
      let result = try await call(arguments, context)
      return try ToolResult(relaying: result)
    }
  }

  private func call(_ arguments: JSON, _ context: RequestContext) async throws -> [String: JSON] {
    let name = arguments["name"]?.string ?? ""
    let params: [String: JSON] = ["arguments": arguments["arguments"] ?? [:]]
    let call = ServerCall(method: MethodName.callTool, params: params, context: context)
    let catalog = coordinator.catalog
    if let tool = catalog.tools[name] {
      return try await relay.call(call, tool: tool.listing.name, target: tool.server)
    }
    guard catalog.hasTool(name) else { throw ToolFailure("there is no tool '\(name.prefix(200))'; use find_tools") }
    return try await relay.call(
      call, tool: name, target: arguments["target"]?.string, query: arguments["query"]?.string ?? "",
      context: ContextEntries.of(arguments["context"] ?? [:]))
  }
}
