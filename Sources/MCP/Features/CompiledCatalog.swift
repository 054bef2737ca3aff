/// A catalog that was checked, with what looking things up takes.
struct CompiledCatalog: Sendable {
  let catalog: Catalog
  let tools: [String: CompiledTool]
  let prompts: [String: Prompt]
  let resources: [String: Resource]

  struct CompiledTool: Sendable {
    let tool: Tool
    let input: JSONSchema
    let output: JSONSchema?
    let headers: ParameterHeaders
  }

  /// - Throws: `Catalog.Fault`.
  init(_ catalog: Catalog) throws {
    try catalog.check()
    self.catalog = catalog
    tools = Dictionary(
      uniqueKeysWithValues: try catalog.tools.map {
        (
          $0.name,
          CompiledTool(
            tool: $0, input: try JSONSchema($0.inputSchema), output: try $0.outputSchema.map(JSONSchema.init),
            headers: try ParameterHeaders($0.inputSchema))
        )
      })
    prompts = Dictionary(uniqueKeysWithValues: catalog.prompts.map { ($0.name, $0) })
    resources = Dictionary(uniqueKeysWithValues: catalog.resources.map { ($0.uri, $0) })
  }

  /// The lists that another catalog has otherwise.
  func changes(from other: CompiledCatalog) -> [Change] {
    var changes: [Change] = []
    if catalog.tools.map(\.listing) != other.catalog.tools.map(\.listing) { changes.append(.tools) }
    if catalog.prompts.map(\.listing) != other.catalog.prompts.map(\.listing) { changes.append(.prompts) }
    if catalog.resources.map(\.listing) != other.catalog.resources.map(\.listing)
      || catalog.resourceTemplates.map(\.listing) != other.catalog.resourceTemplates.map(\.listing)
    {
      changes.append(.resources)
    }
    return changes
  }
}

/// Something that clients may have asked to be told of.
enum Change: Sendable, Hashable {
  case tools, prompts, resources
  case resource(uri: String)
  case task(id: String, params: [String: JSON])

  var method: String {
    switch self {
    case .tools: MethodName.toolsChanged
    case .prompts: MethodName.promptsChanged
    case .resources: MethodName.resourcesChanged
    case .resource: MethodName.resourceUpdated
    case .task: MethodName.taskChanged
    }
  }

  var params: [String: JSON] {
    switch self {
    case .tools, .prompts, .resources: [:]
    case .resource(let uri): ["uri": .string(uri)]
    case .task(_, let params): params
    }
  }
}
