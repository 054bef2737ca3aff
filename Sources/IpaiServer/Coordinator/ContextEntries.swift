import IpaiRouting
import MCP

/// The context of a request in JSON, as rules look at it.
enum ContextEntries {
  /// How many entries are looked at, and how deep.
  private static let (most, deepest) = (1_000, 8)

  /// The texts, numbers and truth values in an object, those of nested ones under keys that are joined by points.
  static func of(_ json: JSON) -> [RouteQuestion.ContextEntry] {
    var entries: [RouteQuestion.ContextEntry] = []
    add(json, "", 0, to: &entries)
    return entries
  }

  private static func add(_ json: JSON, _ key: String, _ depth: Int, to entries: inout [RouteQuestion.ContextEntry]) {
    guard entries.count < most, depth < deepest else { return }
    switch json {
    case .object(let members):
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        add(value, key.isEmpty ? name : "\(key).\(name)", depth + 1, to: &entries)
      }
    case .array(let elements):
      for element in elements { add(element, key, depth + 1, to: &entries) }
    case .string(let text): entries.append(.init(key, text))
    case .null: entries.append(.init(key, ""))
    default: entries.append(.init(key, String(decoding: json.encoded, as: UTF8.self)))
    }
  }
}
