/// A table of a TOML text, such as `[mcp_servers.ipai]`, which is edited without a change of any other byte.
///
/// The table must have a header of its own; as a dotted key or an inline table it is refused.
package struct TOMLTableEdit: Sendable {
  /// The keys of the table: `["mcp_servers", "ipai"]`.
  package let path: [String]
  let bytes: [UInt8]
  let statements: [TOMLStatement]
  /// The table's own section; nil when there is none.
  let main: TOMLSection?
  /// The sections of tables in the table.
  let inner: [TOMLSection]

  /// Finds the table at `path` in a text, which may be empty. Throws `ClientFileError` for a text that is not TOML, and
  /// for a table that cannot be edited safely.
  package init(_ text: String, path: [String]) throws(ClientFileError) {
    precondition(!path.isEmpty, "a path has at least one key")
    self.path = path
    bytes = Array(text.utf8)
    var reader = TOMLReader(bytes)
    statements = try reader.statements()
    let target = TOMLKeyPath(parts: path)
    let sections = TOMLSection.all(statements)
    try TOMLTableCheck(target: target, bytes: bytes).check(sections)
    main = sections.first { $0.header != nil && $0.path == target }
    inner = sections.filter { $0.header != nil && $0.path.starts(with: target) && $0.path != target }
  }

  /// The strings of the table that stand on one line, by their keys, with dots for tables in it: `env.NAME`.
  ///
  /// Nil when there is no table.
  package var strings: [String: String]? {
    if main == nil && inner.isEmpty { return nil }
    var strings: [String: String] = [:]
    for section in [main].compactMap(\.self) + inner {
      for pair in section.pairs {
        guard case .string(let text) = TOMLReader.value(pair.value, in: bytes) else { continue }
        strings[(section.path + pair.path).parts.dropFirst(path.count).joined(separator: ".")] = text
      }
    }
    return strings
  }

  /// The text with a table that has these pairs and no others; tables in it are taken out.
  ///
  /// Its header, its comments and the pairs that have the same value already stay; a table that is missing is appended.
  package func setting(_ pairs: [TOMLPair]) -> String { TextEdit.applied(edits(setting: pairs), to: bytes) }
}
