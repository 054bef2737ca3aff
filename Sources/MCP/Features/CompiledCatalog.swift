/// A catalog that has been checked, with its entries ready to be looked up.
struct CompiledCatalog: Sendable {
  let catalog: Catalog
  /// The entries as lists have them.
  let listed: ListedEntries
  /// The tools by their names.
  let tools: [String: CompiledTool]
  /// The prompts by their names.
  let prompts: [String: Prompt]
  /// The resources by their addresses.
  let resources: [String: Resource]
  /// The schemas of the arguments of other servers' tools, by their names.
  private let relayedSchemas: [String: JSON]
  /// What answers the methods of extensions, by their names.
  let methods: [String: ServerExtension.Method]

  /// A tool with its schemas ready for use.
  struct CompiledTool: Sendable {
    let tool: Tool
    let input: JSONSchema
    let output: JSONSchema?
    let headers: ParameterHeaders
  }

  /// Checks and compiles a catalog.
  ///
  /// - Throws: `Catalog.Fault`.
  init(_ catalog: Catalog) throws {
    let listed = ListedEntries(catalog)
    try catalog.check(listed)
    self.catalog = catalog
    self.listed = listed
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
    let relayed = (catalog.relay?.tools ?? []).compactMap { tool in
      tool["name"]?.string.map { ($0, tool["inputSchema"] ?? [:]) }
    }
    relayedSchemas = Dictionary(uniqueKeysWithValues: relayed)
    methods = Dictionary(uniqueKeysWithValues: catalog.extensions.flatMap(\.methods).map { ($0.key, $0.value) })
  }

  /// The lists in which another catalog differs.
  func changes(from other: CompiledCatalog) -> [Change] {
    var changes: [Change] = []
    if listed.tools != other.listed.tools { changes.append(.tools) }
    if listed.prompts != other.listed.prompts { changes.append(.prompts) }
    if listed.resources != other.listed.resources || listed.resourceTemplates != other.listed.resourceTemplates {
      changes.append(.resources)
    }
    return changes
  }

  /// The arguments of a tool that are repeated in headers; nil when there is no such tool. Those of another server's tool are
  /// found each time: there may be many, and few are called.
  func parameterHeaders(of tool: String) -> ParameterHeaders? {
    if let own = tools[tool] { return own.headers }
    return relayedSchemas[tool].flatMap { try? ParameterHeaders($0) }
  }
}
