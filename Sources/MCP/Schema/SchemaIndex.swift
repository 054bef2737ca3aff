import Foundation

/// Collects the names, references and patterns of a schema.
struct SchemaIndex {
  /// See ``JSONSchema/named``.
  private(set) var named: [String: JSONSchema.Place] = [:]
  /// See ``JSONSchema/dynamicNames``.
  private(set) var dynamicNames: [String: JSONSchema.Place] = [:]
  /// The references, and the `$id` of the resource that each is in.
  private(set) var references: [(text: String, base: String)] = []
  /// See ``JSONSchema/patterns``.
  private(set) var patterns: [String: Pattern] = [:]

  /// How deeply schemas may be nested.
  static let maxDepth = 64

  /// The keywords whose value is one schema.
  private static let single = [
    "additionalProperties", "propertyNames", "items", "contains", "not", "if", "then", "else", "unevaluatedItems",
    "unevaluatedProperties", "contentSchema",
  ]
  /// The keywords whose value is a list of schemas.
  private static let lists = ["allOf", "anyOf", "oneOf", "prefixItems"]
  /// The keywords whose value is an object of schemas.
  private static let maps = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]

  /// Adds a schema and all that are within it.
  ///
  /// - Throws: `JSONSchema.Fault`.
  mutating func visit(_ schema: JSON, base: String, depth: Int) throws(JSONSchema.Fault) {
    guard depth <= Self.maxDepth else { throw JSONSchema.Fault(description: "the schema is nested too deeply") }
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

  /// A reference resolved against its base (RFC 3986), without a fragment.
  static func join(_ reference: String, to base: String) -> String {
    let text = if reference.hasSuffix("#") { String(reference.dropLast()) } else { reference }
    guard !base.isEmpty, let url = URL(string: text, relativeTo: URL(string: base)) else { return text }
    return url.absoluteString
  }
}
