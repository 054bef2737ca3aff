/// A text of JSON with comments, as VS Code takes it, which is edited without a change of any byte around the edit.
///
/// Paths are keys from the outermost object inwards, at least one: `["servers", "ipai"]`.
package struct JSONCDocument: Sendable {
  let bytes: [UInt8]
  /// The outermost value; nil when the text holds only white space and comments.
  let root: JSONCNode?

  /// Reads a text, which may be empty. Throws `ClientFileError` when it is not JSON with comments or nested too deep.
  package init(_ text: String) throws(ClientFileError) {
    bytes = Array(text.utf8)
    var reader = JSONCReader(bytes)
    root = try reader.document()
  }

  /// The value at `path` as JSON on one line, without comments; nil when there is none. Throws `ClientFileError`.
  package func json(at path: [String]) throws(ClientFileError) -> String? {
    guard case .value(let entry, _) = try place(path) else { return nil }
    return json(entry.value)
  }

  /// Where `path` leads. Throws `ClientFileError` for a parent that is no object and for a key that occurs twice.
  func place(_ path: [String]) throws(ClientFileError) -> JSONCPlace {
    precondition(!path.isEmpty, "a path has at least one key")
    guard var node = root else { return .empty }
    for (depth, key) in path.enumerated() {
      guard case .object(let entries) = node.content else { throw failure(node, Array(path[..<depth]), "an object") }
      guard let entry = try entries.only(key, in: bytes) else { return .missing(in: node, Array(path[depth...])) }
      if depth == path.count - 1 { return .value(entry, in: node) }
      node = entry.value
    }
    return .empty
  }

  /// The error for a value at `path` that is something else than `expected`.
  func failure(_ node: JSONCNode, _ path: [String], _ expected: String) -> ClientFileError {
    let found = node.name(in: bytes)
    let problem =
      path.isEmpty
      ? "holds \(found), not \(expected)" : "the value of '\(path.joined(separator: "."))' is \(found), not \(expected)"
    return ClientFileError(
      at: node.range.lowerBound, of: bytes, problem, hint: "make it \(expected), or remove it to have it made")
  }

  private func json(_ node: JSONCNode) -> String {
    switch node.content {
    case .string, .literal: String(decoding: bytes[node.range], as: UTF8.self)
    case .array(let elements): "[" + elements.map(json).joined(separator: ", ") + "]"
    case .object(let entries):
      "{"
        + entries.map { "\(String(decoding: bytes[$0.key], as: UTF8.self)): \(json($0.value))" }.joined(separator: ", ")
        + "}"
    }
  }
}

extension [JSONCEntry] {
  /// The member with a key; nil when there is none. Throws `ClientFileError` when there are two.
  fileprivate func only(_ key: String, in bytes: [UInt8]) throws(ClientFileError) -> JSONCEntry? {
    let found = filter { $0.isNamed(key, in: bytes) }
    if found.count > 1 {
      throw ClientFileError(
        at: found[1].key.lowerBound, of: bytes, "the key '\(key)' occurs more than once", hint: "keep one of them")
    }
    return found.first
  }
}
