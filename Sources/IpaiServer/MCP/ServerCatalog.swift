package import IpaiAccess
package import IpaiActions
package import MCP

/// What ipai offers over MCP.
package enum ServerCatalog {
  private static let instructions = """
    ipai knows the git history of repositories, earlier conversations and skills. Search before you assume; recall at the \
    start of a task; save what a later session would have to find out again.
    """

  /// A server that offers what a caller of these scopes may do. `onUse` is called whenever a tool is. Throws `Catalog.Fault`.
  package static func server(
    for scopes: Set<AccessScope>, _ services: Services, _ options: Server.Options = Server.Options(),
    _ metrics: ServerMetrics = ServerMetrics(), onUse: @escaping @Sendable () -> Void = {}
  ) throws -> Server {
    let tools = ToolList.all.filter { tool in scopes.contains { $0.includes(tool.action.scope) } }
      .map { $0.tool(in: services, metrics, onUse: onUse) }
    return try Server(
      Implementation(name: "ipai", title: "ipai", version: Version.number), instructions: instructions,
      offering: Catalog(
        tools: tools, resourceTemplates: StoreResources(services).templates,
        extensions: [SkillExtension(services).declared]), options: options)
  }
}
