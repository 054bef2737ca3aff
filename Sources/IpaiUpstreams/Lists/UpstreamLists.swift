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
    if isREST {
      try await probe()
      return UpstreamLists()
    }
    do { return try await listsOverMCP() } catch let failure as UpstreamFailure
      where failure.status.map(Self.saysNoSuchPath.contains) == true
    {
      // A server that has no such path may have the older interface.
      guard await findsREST() else { throw failure }
      return UpstreamLists()
    }
  }

  /// The HTTP statuses of a server that does not know the path, or the method there.
  private static let saysNoSuchPath: Set = [404, 405, 501]

  private func listsOverMCP() async throws -> UpstreamLists {
    try await withClient { client in
      let capabilities = try await client.connect().capabilities
      var lists = UpstreamLists()
      lists.completes = capabilities["completions"] != nil
      if capabilities["tools"] != nil { lists.tools = Self.distinct(try await client.listTools()) }
      if capabilities["prompts"] != nil { lists.prompts = try await client.listPrompts().map(\.json) }
      if capabilities["resources"] != nil {
        lists.resources = try await client.listResources().map(\.json)
        lists.templates = try await client.listResourceTemplates().map(\.json)
      }
      return lists
    }
  }

  /// The tools with each name once: of several with one name, the one that does the most, since nobody knows which of them is called.
  private static func distinct(_ tools: [ToolListing]) -> [ToolListing] {
    var places: [String: Int] = [:]
    var distinct: [ToolListing] = []
    for tool in tools {
      guard let place = places[tool.name] else {
        places[tool.name] = distinct.count
        distinct.append(tool)
        continue
      }
      if tool.effect > distinct[place].effect { distinct[place] = tool }
    }
    return distinct
  }

  /// A sequence that has an element whenever the server says that a resource, or a part of it, has changed. Throws what `relay` throws.
  package func changes(of uri: String) async throws -> some AsyncSequence<Void, any Error> {
    let changes = try await withClient { try await $0.changes([.resource(uri: uri)]) }
    return changes.compactMap { change in
      guard case .resource(let changed) = change, changed == uri || Self.isPart(changed, of: uri) else { return nil }
      return ()
    }
  }

  private static func isPart(_ part: String, of uri: String) -> Bool {
    guard part.hasPrefix(uri) else { return false }
    return uri.hasSuffix("/") || part.dropFirst(uri.count).first.map { "/#?".contains($0) } ?? false
  }

  /// Waits until the server says that one of its lists has changed. Throws what `relay` throws, and waits for ever when the server
  /// never says so.
  package func nextChange() async throws {
    if isREST { return try await Task.sleep(for: .seconds(3_600)) }
    let changes = try await withClient { try await $0.changes([.tools, .prompts, .resources]) }
    for try await _ in changes { return }
  }
}
