import MCP

/// The addresses under which a coordinator offers the resources of its servers: `mcp://server/` and the server's own address.
enum ResourceAddress {
  private static let scheme = "mcp://"

  /// The address that a server's own is offered under.
  static func exposed(_ address: String, of server: String) -> String { scheme + server + "/" + address }

  /// The server and its own address; nil for an address of another form.
  static func origin(_ address: String) -> ExposedCatalog.Origin? {
    guard address.hasPrefix(scheme) else { return nil }
    let rest = address.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    let own = rest[rest.index(after: slash)...]
    guard slash != rest.startIndex, !own.isEmpty else { return nil }
    return ExposedCatalog.Origin(server: String(rest[..<slash]), name: String(own))
  }

  /// An entry of a list with its address, under `key`, as it is offered; nil when it has none.
  static func exposed(_ listing: JSON, _ key: String, of server: String) -> JSON? {
    guard let own = listing[key]?.string, var members = listing.object else { return nil }
    members[key] = .string(exposed(own, of: server))
    return .object(ListedMembers.checked(members))
  }

  /// A result in which the addresses of resources are those that they are offered under, in blocks of content and in contents.
  static func exposed(in result: [String: JSON], of server: String) -> [String: JSON] {
    var result = result
    if let blocks = result["content"]?.array { result["content"] = .array(blocks.map { block($0, server) }) }
    if let contents = result["contents"]?.array {
      result["contents"] = .array(contents.map { exposed($0, "uri", of: server) ?? $0 })
    }
    if let messages = result["messages"]?.array { result["messages"] = .array(messages.map { message($0, server) }) }
    return result
  }

  private static func message(_ message: JSON, _ server: String) -> JSON {
    guard var members = message.object, let content = members["content"] else { return message }
    members["content"] = block(content, server)
    return .object(members)
  }

  private static func block(_ block: JSON, _ server: String) -> JSON {
    switch block["type"]?.string {
    case "resource_link": return exposed(block, "uri", of: server) ?? block
    case "resource":
      guard var members = block.object, let resource = members["resource"] else { return block }
      members["resource"] = exposed(resource, "uri", of: server) ?? resource
      return .object(members)
    default: return block
    }
  }
}
