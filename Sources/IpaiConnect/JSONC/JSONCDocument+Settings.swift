extension JSONCDocument {
  /// Throws `ClientFileError` when several keys of `path` are written as one with dots, such as `"mcp.servers"`, which
  /// settings of VS Code may have: beside it, an object `"mcp"` would take its place.
  package func refuseDottedKeys(on path: [String]) throws(ClientFileError) {
    for depth in path.indices.dropLast() {
      guard let entries = try members(at: Array(path[..<depth])) else { return }
      for end in (depth + 2)...path.count {
        let name = path[depth..<end].joined(separator: ".")
        guard let entry = entries.first(where: { $0.isNamed(name, in: bytes) }) else { continue }
        throw ClientFileError(
          at: entry.key.lowerBound, of: bytes, "the key '\(name)' has dots",
          hint: "write it as objects in one another: \(path[depth..<end].joined(separator: ", then "))")
      }
    }
  }

  /// The members of the object at `path`, which may be empty; nil when no object is there.
  private func members(at path: [String]) throws(ClientFileError) -> [JSONCEntry]? {
    var node = root
    if !path.isEmpty {
      guard case .value(let entry, _) = try place(path) else { return nil }
      node = entry.value
    }
    guard case .object(let entries) = node?.content else { return nil }
    return entries
  }
}
