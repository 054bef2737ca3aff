import Foundation

/// One validation of a value. The work is bounded, since references can make it grow without end.
struct SchemaValidation {
  private let schema: JSONSchema
  private var depth = 0
  /// The work that may still be done: about one step for each schema and each value that is looked at.
  private var steps = Self.maxSteps
  /// The same for patterns, whose steps are shorter.
  private var patternSteps = Self.maxPatternSteps
  /// The resources that led to the current schema, outermost first, for `$dynamicRef`.
  private var scopes: [String] = []

  /// How deeply schemas may apply to one another.
  static let maxDepth = 256
  /// How much work one validation may take.
  static let maxSteps = 200_000
  /// How many steps the patterns of one validation may take.
  static let maxPatternSteps = 2_000_000

  /// A validation that has not begun.
  init(schema: JSONSchema) { self.schema = schema }

  /// What is wrong with a value.
  struct Fault: Error, CustomStringConvertible {
    /// Where the value is, and what is wrong with it.
    let description: String
    /// Whether it ends the whole validation, so that no alternative can make up for it.
    var isFinal = false

    /// `path`: a JSON pointer to the value, empty for the whole.
    init(_ path: String, _ text: String) {
      if path.isEmpty {
        description = text
      } else {
        description = path + ": " + text
      }
    }

    /// The value takes more work than it may.
    static func exceeded(_ path: String) -> Fault {
      var fault = Fault(path, "is too deep or too large to be validated")
      fault.isFinal = true
      return fault
    }
  }

  /// Which parts of a value have been looked at, for `unevaluatedProperties` and `unevaluatedItems`.
  struct Evaluated {
    /// The names of the members.
    var properties: Set<String> = []
    /// How many items, from the first on.
    var items = 0
    /// The indices of further items.
    var single: Set<Int> = []

    /// Adds what another schema has looked at.
    mutating func add(_ other: Evaluated) {
      properties.formUnion(other.properties)
      items = max(items, other.items)
      single.formUnion(other.single)
    }
  }

  /// Validates a value against a schema, and returns which parts of it the schema looked at.
  mutating func check(_ value: JSON, _ place: JSONSchema.Place, at path: String) throws(Fault) -> Evaluated {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw Fault.exceeded(path) }
    try spend(1, at: path)
    guard let members = place.schema.object else {
      if place.schema == .bool(false) { throw Fault(path, "is not allowed") }
      return Evaluated()
    }
    try spendOnMembers(members, at: path)
    let base = members["$id"]?.string.map { SchemaIndex.join($0, to: place.base) } ?? place.base
    scopes.append(base)
    defer { scopes.removeLast() }
    var part = SchemaPart(members: members, base: base, value: value, path: path)
    // Most schemas have none of these keywords, and looking for each of them takes time.
    let isComposed = members.keys.contains(where: Self.composing.contains)
    try checkItself(part)
    if isComposed {
      try checkReferences(&part)
      try checkCombinations(&part)
    }
    try checkObject(&part)
    try checkArray(&part)
    if isComposed { try checkUnevaluated(&part) }
    try spend(part.evaluated.properties.count >> 4, at: path)
    return part.evaluated
  }

  /// The keywords that apply other schemas to the same value, or look at the parts that those left.
  private static let composing: Set<String> = [
    "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if", "unevaluatedProperties", "unevaluatedItems",
  ]

  /// Takes work off what may still be done, before it is done.
  mutating func spend(_ count: Int, at path: String) throws(Fault) {
    steps -= count
    guard steps >= 0 else { throw Fault.exceeded(path) }
  }

  /// Takes off the work of going through a schema, besides the step for the schema itself.
  private mutating func spendOnMembers(_ members: [String: JSON], at path: String) throws(Fault) {
    var count = members.count
    for member in members.values {
      switch member {
      case .object(let entries): count += entries.count
      case .array(let entries): count += entries.count
      default: break
      }
    }
    try spend(count >> 6, at: path)
  }

  /// Whether a text matches a pattern of the schema.
  mutating func matches(_ text: String, _ pattern: String, at path: String) throws(Fault) -> Bool {
    guard let pattern = schema.patterns[pattern] else { return true }
    do { return try pattern.matches(text, steps: &patternSteps) } catch { throw Fault.exceeded(path) }
  }

  /// Validates a value; nil when it is invalid. A fault is thrown only if it ends the whole validation.
  private mutating func holds(_ part: SchemaPart, _ schema: JSON) throws(Fault) -> Evaluated? {
    do { return try check(part.value, part.place(schema), at: part.path) } catch {
      if error.isFinal { throw error }
      return nil
    }
  }

  // MARK: References and combinations

  private mutating func checkReferences(_ part: inout SchemaPart) throws(Fault) {
    if let reference = part.members["$ref"]?.string { try spend(reference.utf8.count >> 6, at: part.path) }
    if let reference = part.members["$ref"]?.string, let target = schema.resolve(reference, base: part.base) {
      part.evaluated.add(try check(part.value, target, at: part.path))
    }
    if part.members["$dynamicRef"] != nil { try spend(scopes.count, at: part.path) }
    if let reference = part.members["$dynamicRef"]?.string, let target = dynamic(reference, part.base) {
      part.evaluated.add(try check(part.value, target, at: part.path))
    }
  }

  private func dynamic(_ reference: String, _ base: String) -> JSONSchema.Place? {
    guard let initial = schema.resolve(reference, base: base) else { return nil }
    guard let mark = reference.lastIndex(of: "#"), let anchor = initial.schema["$dynamicAnchor"]?.string,
      reference[reference.index(after: mark)...] == anchor
    else { return initial }
    return scopes.lazy.compactMap { schema.dynamicNames[$0 + "#" + anchor] }.first ?? initial
  }

  private mutating func checkCombinations(_ part: inout SchemaPart) throws(Fault) {
    for each in part.members["allOf"]?.array ?? [] {
      part.evaluated.add(try check(part.value, part.place(each), at: part.path))
    }
    if let choices = part.members["anyOf"]?.array { try checkAny(choices, &part) }
    if let choices = part.members["oneOf"]?.array { try checkOne(choices, &part) }
    if let not = part.members["not"], try holds(part, not) != nil { throw Fault(part.path, "is what it must not be") }
    if let condition = part.members["if"] {
      let met = try holds(part, condition)
      if let met { part.evaluated.add(met) }
      let branch = if met == nil { part.members["else"] } else { part.members["then"] }
      if let branch {
        part.evaluated.add(try check(part.value, part.place(branch), at: part.path))
      }
    }
  }

  private mutating func checkAny(_ choices: [JSON], _ part: inout SchemaPart) throws(Fault) {
    var first: Fault?
    var isMet = false
    for choice in choices {
      do {
        part.evaluated.add(try check(part.value, part.place(choice), at: part.path))
        isMet = true
      } catch {
        if error.isFinal { throw error }
        first = first ?? error
      }
    }
    if !isMet {
      throw Fault(part.path, "fits none of the alternatives" + (first.map { " (the first: \($0))" } ?? ""))
    }
  }

  private mutating func checkOne(_ choices: [JSON], _ part: inout SchemaPart) throws(Fault) {
    var met: [Evaluated] = []
    for choice in choices { if let evaluated = try holds(part, choice) { met.append(evaluated) } }
    guard met.count == 1 else { throw Fault(part.path, "fits \(met.count) of the alternatives instead of one") }
    part.evaluated.add(met[0])
  }

  // MARK: Objects

  private mutating func checkObject(_ part: inout SchemaPart) throws(Fault) {
    guard let object = part.value.object else { return }
    if !Self.overMembers.isDisjoint(with: part.members.keys) { try spend(object.count >> 2, at: part.path) }
    var seen: Set<String> = []
    for (name, schema) in part.members["properties"]?.object ?? [:] {
      guard let value = object[name] else { continue }
      seen.insert(name)
      _ = try check(value, part.place(schema), at: part.path(name))
    }
    for (text, schema) in part.members["patternProperties"]?.object ?? [:] {
      for (name, value) in object where try matches(name, text, at: part.path) {
        seen.insert(name)
        _ = try check(value, part.place(schema), at: part.path(name))
      }
    }
    if let rest = part.members["additionalProperties"] {
      for (name, value) in object where !seen.contains(name) {
        if rest == .bool(false) { throw Fault(part.path, "has the unknown property '\(name)'") }
        _ = try check(value, part.place(rest), at: part.path(name))
      }
      seen.formUnion(object.keys)
    }
    if let names = part.members["propertyNames"] {
      for name in object.keys { _ = try check(.string(name), part.place(names), at: part.path(name)) }
    }
    for (name, schema) in part.members["dependentSchemas"]?.object ?? [:] where object[name] != nil {
      part.evaluated.add(try check(part.value, part.place(schema), at: part.path))
    }
    part.evaluated.properties.formUnion(seen)
  }

  /// The keywords that look at all members of an object, or at all that nothing else looked at.
  private static let overMembers: Set<String> = [
    "patternProperties", "additionalProperties", "propertyNames", "unevaluatedProperties",
  ]

  // MARK: Arrays

  private mutating func checkArray(_ part: inout SchemaPart) throws(Fault) {
    guard let array = part.value.array else { return }
    let prefix = part.members["prefixItems"]?.array ?? []
    for (index, (schema, value)) in zip(prefix, array).enumerated() {
      _ = try check(value, part.place(schema), at: "\(part.path)/\(index)")
    }
    part.evaluated.items = max(part.evaluated.items, min(prefix.count, array.count))
    if let items = part.members["items"] {
      for (index, value) in array.enumerated().dropFirst(prefix.count) {
        _ = try check(value, part.place(items), at: "\(part.path)/\(index)")
      }
      part.evaluated.items = array.count
    }
    if let contains = part.members["contains"] { try checkContains(array, contains, &part) }
  }

  private mutating func checkContains(_ array: [JSON], _ schema: JSON, _ part: inout SchemaPart) throws(Fault) {
    var count = 0
    for (index, value) in array.enumerated() {
      do {
        _ = try check(value, part.place(schema), at: "\(part.path)/\(index)")
        count += 1
        part.evaluated.single.insert(index)
      } catch { if error.isFinal { throw error } }
    }
    let least = part.members["minContains"]?.integer ?? 1
    let most = part.members["maxContains"]?.integer ?? .max
    guard (least...max(least, most)).contains(count), count <= most else {
      throw Fault(part.path, "has \(count) of the items that it has to contain")
    }
  }

  // MARK: What nothing else looked at

  private mutating func checkUnevaluated(_ part: inout SchemaPart) throws(Fault) {
    if let schema = part.members["unevaluatedProperties"], let object = part.value.object {
      for (name, value) in object where !part.evaluated.properties.contains(name) {
        if schema == .bool(false) { throw Fault(part.path, "has the unknown property '\(name)'") }
        _ = try check(value, part.place(schema), at: part.path(name))
      }
      part.evaluated.properties.formUnion(object.keys)
    }
    if let schema = part.members["unevaluatedItems"], let array = part.value.array {
      for (index, value) in array.enumerated().dropFirst(part.evaluated.items)
      where !part.evaluated.single.contains(index) {
        _ = try check(value, part.place(schema), at: "\(part.path)/\(index)")
      }
      part.evaluated.items = array.count
    }
  }
}
