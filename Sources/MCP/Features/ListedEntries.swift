/// The entries of a catalog as lists have them, the server's own before those of others.
struct ListedEntries: Sendable {
  /// An entry of a list.
  struct Entry: Sendable, Equatable {
    /// What tells it apart from the others.
    let id: String
    /// The entry as the list has it.
    let listing: JSON
  }

  let tools: [Entry]
  /// The tools as lists before 2026-07-28 have them.
  let handshakeTools: [Entry]
  let prompts: [Entry]
  let resources: [Entry]
  let resourceTemplates: [Entry]

  /// The lists of a catalog.
  init(_ catalog: Catalog) {
    let relay = catalog.relay
    tools = catalog.tools.map { Entry(id: $0.name, listing: $0.listing) } + Self.entries(relay?.tools, "name")
    handshakeTools = tools.map { Entry(id: $0.id, listing: Self.handshakeListing($0.listing)) }
    prompts = catalog.prompts.map { Entry(id: $0.name, listing: $0.listing) } + Self.entries(relay?.prompts, "name")
    resources = catalog.resources.map { Entry(id: $0.uri, listing: $0.listing) } + Self.entries(relay?.resources, "uri")
    resourceTemplates =
      catalog.resourceTemplates.map { Entry(id: $0.template.text, listing: $0.listing) }
      + Self.entries(relay?.resourceTemplates, "uriTemplate")
  }

  private static func entries(_ listings: [JSON]?, _ key: String) -> [Entry] {
    (listings ?? []).compactMap { listing in listing[key]?.string.map { Entry(id: $0, listing: listing) } }
  }

  /// A tool as lists before 2026-07-28 have it, when an output schema had to be that of an object.
  private static func handshakeListing(_ listing: JSON) -> JSON {
    guard let schema = listing["outputSchema"], schema["type"] != "object", var members = listing.object else {
      return listing
    }
    members["outputSchema"] = nil
    return .object(members)
  }
}
