import IpaiRouting
import IpaiSearch
import MCP
import Synchronization

/// Finds tools by what their names and descriptions say. The words are collected when somebody first asks.
final class ToolSearch: Sendable {
  private let tools: [(listing: JSON, effect: CallEffect)]
  private let words = Mutex<SmallCollection?>(nil)

  /// How much the words of a tool's name count, and those of its description and its arguments.
  private static let weights: [Float] = [3, 1, 0.5]

  /// A search among tools as `tools/list` has them, with what each does.
  init(_ tools: [(listing: JSON, effect: CallEffect)]) { self.tools = tools }

  /// The tools that have a word of the query, the best first, each with what a model needs to call it. Throws what
  /// `SmallCollection` throws.
  func found(_ query: String, isAllowed: (CallEffect) -> Bool) throws -> [JSON] {
    let collection = try words.withLock { words in
      if let words { return words }
      let made = try SmallCollection(tools.map { Self.texts($0.listing) }, weights: Self.weights)
      words = made
      return made
    }
    return try collection.ranked(query).compactMap { hit in
      let tool = tools[hit.document]
      // In one expression, a literal nil would be the null of JSON.
      guard isAllowed(tool.effect) else { return nil }
      return Self.summary(tool.listing, tool.effect)
    }
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
