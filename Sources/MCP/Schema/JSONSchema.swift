import Foundation

/// A JSON Schema (2020-12), to validate values with.
///
/// All of the core, applicator, validation and unevaluated vocabularies; `format` and `content…` are annotations. A
/// reference stays within its document: `#`, a JSON pointer, an `$anchor`, or the `$id` of an embedded schema. Depth and cost are
/// bounded; what exceeds them is a fault. A pattern is matched in time that is linear in the text, and so has neither
/// backreferences nor lookahead or lookbehind; one that does is a fault of the schema.
public struct JSONSchema: Sendable {
  let root: JSON
  /// Schemas by `$id`, `#anchor` and `$id#anchor`.
  let named: [String: Place]
  let dynamicNames: [String: Place]
  /// The patterns in it, by their text.
  let patterns: [String: Pattern]

  /// A schema in the document, and the `$id` of the resource it is in.
  struct Place: Sendable {
    let schema: JSON
    let base: String
  }

  /// What is wrong with a schema itself.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// - Throws: `Fault` when it is no schema, of a dialect other than 2020-12, too deep, or refers out of the document.
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
    (root, named, dynamicNames, patterns) = (schema, index.named, index.dynamicNames, index.patterns)
    for reference in index.references where resolve(reference.text, base: reference.base) == nil {
      throw Fault(description: "\"$ref\": \"\(reference.text)\" leads nowhere in the schema")
    }
  }

  private static let dialects: Set<String> = [
    "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2020-12/schema#",
    "http://json-schema.org/draft/2020-12/schema",
  ]

  /// What a value has that the schema does not allow, the first that is found; nil when it is valid.
  public func firstFault(in value: JSON) -> String? {
    var validation = SchemaValidation(schema: self)
    do {
      _ = try validation.check(value, Place(schema: root, base: ""), at: "")
      return nil
    } catch { return error.description }
  }

  public func allows(_ value: JSON) -> Bool { firstFault(in: value) == nil }

  /// What a reference leads to.
  func resolve(_ reference: String, base: String) -> Place? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? parts[1].removingPercentEncoding ?? "" : ""
    let resource = parts[0].isEmpty ? base : SchemaIndex.join(String(parts[0]), to: base)
    let whole = resource.isEmpty ? Place(schema: root, base: "") : named[resource]
    if fragment.isEmpty { return whole }
    if fragment.hasPrefix("/") { return whole.flatMap { Self.follow(fragment, in: $0) } }
    return named[resource + "#" + fragment]
  }

  /// A JSON pointer (RFC 6901).
  private static func follow(_ pointer: String, in place: Place) -> Place? {
    var (json, base) = (place.schema, place.base)
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let key = String(token.replacing("~1", with: "/").replacing("~0", with: "~"))
      let next =
        json[key] ?? json.array.flatMap { list in Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil } }
      guard let next else { return nil }
      json = next
      if let id = json["$id"]?.string { base = SchemaIndex.join(id, to: base) }
    }
    return json.object != nil || json.bool != nil ? Place(schema: json, base: base) : nil
  }
}
