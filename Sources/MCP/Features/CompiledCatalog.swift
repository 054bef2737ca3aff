/// A catalog that has been checked, with its entries ready to be looked up.
struct CompiledCatalog: Sendable {
  let catalog: Catalog
  /// The tools by their names.
  let tools: [String: CompiledTool]
  /// The prompts by their names.
  let prompts: [String: Prompt]
  /// The resources by their addresses.
  let resources: [String: Resource]
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
    methods = Dictionary(uniqueKeysWithValues: catalog.extensions.flatMap(\.methods).map { ($0.key, $0.value) })
  }

  /// The lists in which another catalog differs.
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
