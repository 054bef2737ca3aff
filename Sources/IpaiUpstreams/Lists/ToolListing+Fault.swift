package import MCP

extension ToolListing {
  /// Why clients may refuse a list that has this tool; nil when they accept it (2026-07-28, Tools: Tool).
  package var fault: String? {
    guard inputSchema["type"]?.string == "object" else { return "its input schema is not that of an object" }
    if let properties = inputSchema["properties"] {
      guard let members = properties.object, members.values.allSatisfy({ $0.object != nil || $0.bool != nil }) else {
        return "its input schema has properties that are no schemas"
      }
    }
    if let required = inputSchema["required"] {
      guard let names = required.array, names.allSatisfy({ $0.string != nil }) else {
        return "its input schema requires what is no list of names"
      }
    }
    if let outputSchema, outputSchema.object == nil { return "its output schema is not an object" }
    return nil
  }
}
