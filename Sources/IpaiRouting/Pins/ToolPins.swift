/// The tools that were approved.
package struct ToolPins: Sendable {
  private let pins: [String: [String: ToolPin]]

  /// None.
  package static let none = ToolPins([])

  /// These approvals.
  package init(_ pins: [ToolPin]) {
    self.pins = Dictionary(grouping: pins, by: \.definition.server).mapValues { pins in
      Dictionary(pins.map { ($0.definition.tool, $0) }) { _, last in last }
    }
  }

  /// The approval of a tool; nil when there is none.
  package func pin(_ server: String, _ tool: String) -> ToolPin? { pins[server]?[tool] }

  /// The approvals of a server, by the names of the tools.
  package func pins(of server: String) -> [ToolPin] {
    (pins[server] ?? [:]).values.sorted { $0.definition.tool < $1.definition.tool }
  }

  /// Why a tool is withheld; nil when it is not. `needsApproval`: whether tools that nobody approved are withheld too.
  package func refusal(of definition: ToolDefinition, needsApproval: Bool) -> String? {
    guard let pin = pin(definition.server, definition.tool) else {
      return needsApproval ? "nobody has approved it" : nil
    }
    return pin.definition.text == definition.text
      ? nil : "its description or its schema has changed since it was approved"
  }
}
