import Foundation

/// The keywords that look at one value alone (JSON Schema Validation, section 6).
extension SchemaValidation {
  /// Checks a value without the values inside it.
  mutating func checkItself(_ part: SchemaPart) throws(Fault) {
    if let type = part.members["type"] { try checkType(part.value, type, part.path) }
    if part.members["enum"] != nil || part.members["const"] != nil { try checkConstants(part) }
    if let number = part.value.number { try checkNumber(number, part) }
    if let string = part.value.string { try checkString(string, part) }
    if let array = part.value.array { try checkArrayItself(array, part) }
    if let object = part.value.object { try checkObjectItself(object, part) }
  }

  /// The largest value that a fault shows.
  private static let shownSize = 100

  private static func text(_ json: JSON) -> String { String(decoding: json.encoded, as: UTF8.self) }

  private mutating func checkConstants(_ part: SchemaPart) throws(Fault) {
    try spend(part.value.size >> 2, at: part.path)
    let value = part.value.canonical
    if let allowed = part.members["enum"]?.array {
      let size = JSON.array(allowed).size
      try spend(size >> 6, at: part.path)
      guard allowed.contains(where: { value == $0.canonical }) else {
        guard size <= Self.shownSize else { throw Fault(part.path, "is none of the allowed values") }
        throw Fault(part.path, "is not one of \(Self.text(.array(allowed)))")
      }
    }
    if let constant = part.members["const"], value != constant.canonical {
      guard constant.size <= Self.shownSize else { throw Fault(part.path, "is not the allowed value") }
      throw Fault(part.path, "is not \(Self.text(constant))")
    }
  }

  private func checkType(_ value: JSON, _ type: JSON, _ path: String) throws(Fault) {
    let names = type.array?.compactMap(\.string) ?? type.string.map { [$0] } ?? []
    guard !names.contains(where: { value.isOfType($0) }) else { return }
    throw Fault(path, "has to be \(names.map { "of type \($0)" }.joined(separator: " or ")), not \(value.typeName)")
  }

  private func checkNumber(_ number: Double, _ part: SchemaPart) throws(Fault) {
    func bound(_ key: String, _ isBroken: (Double, Double) -> Bool, _ words: String) throws(Fault) {
      guard let limit = part.members[key]?.number, isBroken(number, limit) else { return }
      throw Fault(part.path, "has to be \(words) \(Self.text(part.members[key] ?? .null))")
    }
    try bound("minimum", <, "at least")
    try bound("maximum", >, "at most")
    try bound("exclusiveMinimum", <=, "more than")
    try bound("exclusiveMaximum", >=, "less than")
    try bound("multipleOf", { !Self.isMultiple($0, $1) }, "a multiple of")
  }

  private static func isMultiple(_ value: Double, _ unit: Double) -> Bool {
    guard unit > 0 else { return true }
    if value.truncatingRemainder(dividingBy: unit) == 0 { return true }
    // 0.3 should be a multiple of 0.1, although neither is exact in binary.
    let quotient = value / unit
    return quotient.isFinite && abs(quotient - quotient.rounded()) <= abs(quotient) * 4e-16
  }

  private mutating func checkString(_ string: String, _ part: SchemaPart) throws(Fault) {
    if part.members["minLength"] != nil || part.members["maxLength"] != nil {
      try spend(string.utf8.count >> 8, at: part.path)
      try checkCount(string.unicodeScalars.count, "minLength", "maxLength", "characters", part)
    }
    guard let pattern = part.members["pattern"]?.string else { return }
    guard try matches(string, pattern, at: part.path) else {
      throw Fault(part.path, "does not match the pattern \(pattern)")
    }
  }

  private mutating func checkArrayItself(_ array: [JSON], _ part: SchemaPart) throws(Fault) {
    try checkCount(array.count, "minItems", "maxItems", "items", part)
    guard part.members["uniqueItems"] == .bool(true) else { return }
    try spend(part.value.size >> 2, at: part.path)
    if Set(array.map(\.canonical)).count < array.count { throw Fault(part.path, "has two items that are equal") }
  }

  private func checkObjectItself(_ object: [String: JSON], _ part: SchemaPart) throws(Fault) {
    try checkCount(object.count, "minProperties", "maxProperties", "properties", part)
    for name in part.members["required"]?.array ?? [] {
      if let name = name.string, object[name] == nil { throw Fault(part.path, "lacks the property '\(name)'") }
    }
    for (name, others) in part.members["dependentRequired"]?.object ?? [:] where object[name] != nil {
      for other in others.array ?? [] {
        guard let other = other.string, object[other] == nil else { continue }
        throw Fault(part.path, "has '\(name)' and so needs '\(other)'")
      }
    }
  }

  private func checkCount(
    _ count: Int, _ least: String, _ most: String, _ what: String, _ part: SchemaPart
  ) throws(Fault) {
    if let limit = part.members[least]?.number, Double(count) < limit {
      throw Fault(part.path, "has \(count) \(what), fewer than \(Self.text(part.members[least] ?? .null))")
    }
    if let limit = part.members[most]?.number, Double(count) > limit {
      throw Fault(part.path, "has \(count) \(what), more than \(Self.text(part.members[most] ?? .null))")
    }
  }
}
