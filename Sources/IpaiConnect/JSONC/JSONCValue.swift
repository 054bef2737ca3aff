/// A value to be written into a text of JSON with comments.
package indirect enum JSONCValue: Equatable, Sendable {
  /// A text.
  case string(String)
  /// `true` or `false`.
  case boolean(Bool)
  /// A list.
  case array([JSONCValue])
  /// Members in their order, with different keys.
  case object([JSONCMember])

  /// The value as JSON; lists of single values stand on one line.
  func text(_ layout: JSONCLayout) -> String {
    switch self {
    case .string(let text): return JSONCStrings.quoted(text)
    case .boolean(let value): return value ? "true" : "false"
    case .array(let elements):
      let inner = elements.allSatisfy(\.isSingle) ? JSONCLayout.oneLine : layout
      return inner.enclosed("[", elements.map { $0.text(inner.deeper) }, "]")
    case .object(let members): return layout.enclosed("{", members.map { $0.text(layout.deeper) }, "}")
    }
  }

  /// True when a node that was read means this value; the order of members does not matter.
  func isMeant(by node: JSONCNode, in bytes: [UInt8]) -> Bool {
    switch (self, node.content) {
    case (.string(let text), .string): JSONCStrings.units(bytes[node.range]).elementsEqual(text.utf16)
    case (.boolean(let value), .literal): bytes[node.range].elementsEqual((value ? "true" : "false").utf8)
    case (.array(let elements), .array(let nodes)):
      elements.count == nodes.count && zip(elements, nodes).allSatisfy { $0.isMeant(by: $1, in: bytes) }
    case (.object(let members), .object(let entries)):
      members.count == entries.count
        && members.allSatisfy { member in
          entries.contains { $0.isNamed(member.key, in: bytes) && member.value.isMeant(by: $0.value, in: bytes) }
        }
    default: false
    }
  }

  private var isSingle: Bool {
    switch self {
    case .string, .boolean: true
    case .array, .object: false
    }
  }
}
