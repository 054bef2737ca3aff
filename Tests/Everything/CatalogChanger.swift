import MCP

/// Lets a tool change what its own server offers.
actor CatalogChanger {
  private var server: Server?

  /// Sets the server whose catalog is changed.
  func watch(_ server: Server) { self.server = server }

  /// Says that a resource has changed.
  func touch(_ uri: String) async { await server?.resourceUpdated(uri) }

  /// Changes the catalog.
  func change(_ body: @Sendable (inout Catalog) -> Void) async throws { try await server?.update(body) }
}
