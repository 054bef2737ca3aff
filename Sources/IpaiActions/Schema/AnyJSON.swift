package import MCP

/// A value of any shape, as somebody else gave it.
package struct AnyJSON: Codable, Sendable, Equatable, ShapedValue {
  /// The value.
  package let json: JSON

  /// A value.
  package init(_ json: JSON) { self.json = json }

  package init(from decoder: any Decoder) throws { json = try JSON(from: decoder) }

  package func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

  package static var shape: Shape { .any }
  package static var sample: AnyJSON { AnyJSON(.null) }
}
