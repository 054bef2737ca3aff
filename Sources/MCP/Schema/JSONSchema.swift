import Foundation

/// A JSON Schema (2020-12), to validate values with.
///
/// It knows the whole of the core, applicator, validation and unevaluated vocabularies; `format` and `content…` are
/// annotations. A reference has to stay within its document: `#`, a JSON pointer, an `$anchor`, or the `$id` of an embedded
/// schema. Depth and cost are bounded, and a value that exceeds them is invalid. Patterns are matched in time that is linear in
/// the text, so a pattern with backreferences, lookahead or lookbehind is a fault of the schema.
public struct JSONSchema: Sendable {
  /// The schema of the whole document.
  let root: JSON
  /// Schemas by `$id`, `#anchor` and `$id#anchor`.
  let named: [String: Place]
  /// Schemas by `#anchor` and `$id#anchor`, for those with a `$dynamicAnchor`.
  let dynamicNames: [String: Place]
  /// The schema's patterns, by their text.
  let patterns: [String: Pattern]

  /// A schema in the document, and the `$id` of the resource it is in.
  struct Place: Sendable {
    let schema: JSON
    let base: String
  }

  /// What is wrong with a schema itself.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The fault, in a sentence.
    public let description: String
  }

  /// Checks a schema and prepares it for use.
  ///
  /// - Throws: `Fault` when it is not a schema, is of a dialect other than 2020-12, is too deep, or refers to something outside
  ///   the document.
  public init(_ schema: JSON) throws(Fault) {
    guard schema.object != nil || schema.bool != nil else {
      throw Fault(description: "a schema has to be an object or a boolean")
    }
    if let dialect = schema["$schema"] {
      guard let name = dialect.string, Self.dialects.contains(name) else {
        throw Fault(description: "the dialect \(dialect.string ?? "of \"$schema\"") is not supported")
      }
    }
    var index = SchemaIndex()
    try index.visit(schema, base: "", depth: 0)
    root = schema
    named = index.named
    dynamicNames = index.dynamicNames
    patterns = index.patterns
    for reference in index.references where resolve(reference.text, base: reference.base) == nil {
      throw Fault(description: "\"$ref\": \"\(reference.text)\" leads nowhere within the schema")
    }
  }

  private static let dialects: Set<String> = [
    "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2020-12/schema#",
    "http://json-schema.org/draft/2020-12/schema",
  ]

  /// The first thing that is found in a value and that the schema does not allow; nil when the value is valid.
  public func firstFault(in value: JSON) -> String? {
    var validation = SchemaValidation(schema: self)
    do {
      _ = try validation.check(value, Place(schema: root, base: ""), at: "")
      return nil
    } catch { return error.description }
  }

  /// Whether a value is valid.
  public func allows(_ value: JSON) -> Bool { firstFault(in: value) == nil }

  /// The schema that a reference leads to; nil when it leads nowhere (JSON Schema Core, section 8.2.3).
  func resolve(_ reference: String, base: String) -> Place? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = if parts.count > 1 { parts[1].removingPercentEncoding ?? "" } else { "" }
    let resource = if parts[0].isEmpty { base } else { SchemaIndex.join(String(parts[0]), to: base) }
    let whole = if resource.isEmpty { Place(schema: root, base: "") } else { named[resource] }
    if fragment.isEmpty { return whole }
    if fragment.hasPrefix("/") { return whole.flatMap { Self.follow(fragment, in: $0) } }
    return named[resource + "#" + fragment]
  }

  /// The schema that a JSON pointer leads to (RFC 6901).
  private static func follow(_ pointer: String, in place: Place) -> Place? {
    var json = place.schema
    var base = place.base
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let key = String(token.replacing("~1", with: "/").replacing("~0", with: "~"))
      if let member = json[key] {
        json = member
      } else if let list = json.array, let index = Int(key), list.indices.contains(index) {
        json = list[index]
      } else {
        return nil
      }
      if let id = json["$id"]?.string { base = SchemaIndex.join(id, to: base) }
    }
    guard json.object != nil || json.bool != nil else { return nil }
    return Place(schema: json, base: base)
  }
}
