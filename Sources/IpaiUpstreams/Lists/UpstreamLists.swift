import IpaiRouting
package import MCP

/// What a server offers, as it lists it.
package struct UpstreamLists: Sendable, Equatable {
  /// Its tools.
  package var tools: [ToolListing] = []
  /// Its prompts.
  package var prompts: [JSON] = []
  /// Its resources.
  package var resources: [JSON] = []
  /// Its templates of resources.
  package var templates: [JSON] = []
  /// Whether it suggests values for arguments.
  package var completes = false

  /// Nothing.
  package init() {}
}

extension Upstream {
  /// Asks the server for all that it offers. Throws what `relay` throws.
  package func lists() async throws -> UpstreamLists {
    if server.connection.transport.isREST { return UpstreamLists() }
    return try await withClient { client in
      let capabilities = try await client.connect().capabilities
      var lists = UpstreamLists()
      lists.completes = capabilities["completions"] != nil
      if capabilities["tools"] != nil { lists.tools = try await client.listTools() }
      if capabilities["prompts"] != nil { lists.prompts = try await client.listPrompts().map(\.json) }
      if capabilities["resources"] != nil {
        lists.resources = try await client.listResources().map(\.json)
        lists.templates = try await client.listResourceTemplates().map(\.json)
      }
      return lists
    }
  }
}
