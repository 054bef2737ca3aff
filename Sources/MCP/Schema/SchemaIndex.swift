import Foundation

/// Finds what a schema names and refers to.
struct SchemaIndex {
  private(set) var named: [String: JSONSchema.Place] = [:]
  private(set) var dynamicNames: [String: JSONSchema.Place] = [:]
  private(set) var references: [(text: String, base: String)] = []
  private(set) var patterns: [String: Pattern] = [:]

  static let maxDepth = 64

  /// Keywords whose value is one schema, a list of them, or named ones.
  private static let single = [
    "additionalProperties", "propertyNames", "items", "contains", "not", "if", "then", "else", "unevaluatedItems",
    "unevaluatedProperties", "contentSchema",
  ]
  private static let lists = ["allOf", "anyOf", "oneOf", "prefixItems"]
  private static let maps = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]

  mutating func visit(_ schema: JSON, base: String, depth: Int) throws(JSONSchema.Fault) {
    guard depth <= Self.maxDepth else { throw JSONSchema.Fault(description: "the schema is too deep") }
    guard let members = schema.object else {
      guard schema.bool != nil else {
        throw JSONSchema.Fault(description: "a schema has to be an object or a boolean")
      }
      return
    }
    var base = base
    if let id = members["$id"]?.string {
      base = Self.join(id, to: base)
      named[base] = JSONSchema.Place(schema: schema, base: base)
    }
    name(schema, members, base)
    try visitPatterns(members)
    for key in ["$ref", "$dynamicRef"] {
      guard let reference = members[key] else { continue }
      guard let text = reference.string else { throw JSONSchema.Fault(description: "\"\(key)\" has to be a string") }
      references.append((text, base))
    }
    try visitParts(members, base, depth)
  }

  private mutating func name(_ schema: JSON, _ members: [String: JSON], _ base: String) {
    let place = JSONSchema.Place(schema: schema, base: base)
    if let anchor = members["$anchor"]?.string { named[base + "#" + anchor] = place }
    if let anchor = members["$dynamicAnchor"]?.string {
      named[base + "#" + anchor] = place
      dynamicNames[base + "#" + anchor] = place
    }
  }

  private mutating func visitPatterns(_ members: [String: JSON]) throws(JSONSchema.Fault) {
    var texts = members["patternProperties"]?.object.map { Array($0.keys) } ?? []
    if let pattern = members["pattern"]?.string { texts.append(pattern) }
    for text in texts {
      guard patterns[text] == nil else { continue }
      do { patterns[text] = try Pattern(text) } catch {
        throw JSONSchema.Fault(description: "the pattern \"\(text)\" \(error)")
      }
    }
  }

  private mutating func visitParts(_ members: [String: JSON], _ base: String, _ depth: Int) throws(JSONSchema.Fault) {
    for key in Self.single {
      if let part = members[key] { try visit(part, base: base, depth: depth + 1) }
    }
    for key in Self.lists {
      guard let value = members[key] else { continue }
      guard let parts = value.array else { throw JSONSchema.Fault(description: "\"\(key)\" has to be an array") }
      for part in parts { try visit(part, base: base, depth: depth + 1) }
    }
    for key in Self.maps {
      guard let value = members[key] else { continue }
      guard let parts = value.object else { throw JSONSchema.Fault(description: "\"\(key)\" has to be an object") }
      for part in parts.values { try visit(part, base: base, depth: depth + 1) }
    }
  }

  /// A reference resolved against the base it stands in (RFC 3986), without a fragment.
  static func join(_ reference: String, to base: String) -> String {
    let text = reference.hasSuffix("#") ? String(reference.dropLast()) : reference
    guard !base.isEmpty, let url = URL(string: text, relativeTo: URL(string: base)) else { return text }
    return url.absoluteString
  }
}
