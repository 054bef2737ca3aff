import IpaiRouting
import IpaiSearch
import MCP

/// Finds tools by what their names and descriptions say.
struct ToolSearch {
  private let catalog: ExposedCatalog

  /// How much the words of a tool's name count, and those of its description and its arguments.
  private static let weights: [Float] = [3, 1, 0.5]

  /// A search among the tools of a catalog.
  init(_ catalog: ExposedCatalog) { self.catalog = catalog }

  /// The tools that have a word of the query, the best first, each with what a model needs to call it.
  func found(_ query: String, isAllowed: (CallEffect) -> Bool) throws -> [JSON] {
    let tools = catalog.toolListings.filter { isAllowed($0.effect) }
    let collection = try SmallCollection(tools.map { Self.texts($0.listing) }, weights: Self.weights)
    return try collection.ranked(query).map { Self.summary(tools[$0.document].listing, tools[$0.document].effect) }
  }

  private static func texts(_ tool: JSON) -> [String] {
    let name = tool["name"]?.string ?? ""
    let properties = tool["inputSchema"]?["properties"]?.object ?? [:]
    let arguments = properties.map { "\($0.key) \($0.value["description"]?.string ?? "")" }
    return [
      name.replacing("_", with: " ") + " " + (tool["title"]?.string ?? ""), tool["description"]?.string ?? "",
      arguments.joined(separator: " "),
    ]
  }

  private static func summary(_ tool: JSON, _ effect: CallEffect) -> JSON {
    var members: [String: JSON] = ["effect": .string(effect.rawValue)]
    for key in ["name", "description", "inputSchema"] { members[key] = tool[key] }
    members["server"] = tool["_meta"]?["ipai/server"]
    members["tier"] = tool["_meta"]?["ipai/tier"]
    return .object(members)
  }
}
