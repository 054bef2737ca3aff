extension JSONCDocument {
  /// The text with `value` at `path`: it replaces what is there, and objects that are missing are made.
  ///
  /// Nothing changes when the value there means the same already. Throws `ClientFileError`.
  package func setting(_ value: JSONCValue, at path: [String]) throws(ClientFileError) -> String {
    TextEdit.applied(try edits(setting: value, at: path), to: bytes)
  }

  /// The text with `element` at the end of the array at `path`, unless an object whose `"id"` is `id` is in it.
  ///
  /// An array or object that is missing is made. Throws `ClientFileError`.
  package func adding(_ element: JSONCValue, id: String, to path: [String]) throws(ClientFileError) -> String {
    TextEdit.applied(try edits(adding: element, id: id, to: path), to: bytes)
  }

  /// The edits of `setting`, in their order.
  func edits(setting value: JSONCValue, at path: [String]) throws(ClientFileError) -> [TextEdit] {
    switch try place(path) {
    case .empty: return [fresh(Self.member(path, value))]
    case .missing(let parent, let keys): return insertions(.member(Self.member(keys, value)), parent)
    case .value(let entry, let parent):
      if value.isMeant(by: entry.value, in: bytes) { return [] }
      let layout = isOneLine(parent) ? JSONCLayout.oneLine : layout(at: entry.key.lowerBound)
      return [TextEdit(entry.value.range, value.text(layout))]
    }
  }

  /// The edits of `adding`, in their order.
  func edits(adding element: JSONCValue, id: String, to path: [String]) throws(ClientFileError) -> [TextEdit] {
    switch try place(path) {
    case .empty: return [fresh(Self.member(path, .array([element])))]
    case .missing(let parent, let keys): return insertions(.member(Self.member(keys, .array([element]))), parent)
    case .value(let entry, _):
      guard case .array(let elements) = entry.value.content else { throw failure(entry.value, path, "a list") }
      return elements.contains { hasID(id, $0) } ? [] : insertions(.element(element), entry.value)
    }
  }

  /// The member that holds `value` below `path`, with objects in between.
  private static func member(_ path: [String], _ value: JSONCValue) -> JSONCMember {
    let inner = path.dropFirst().reversed().reduce(value) { .object([JSONCMember($1, $0)]) }
    return JSONCMember(path.first ?? "", inner)
  }

  private func hasID(_ id: String, _ node: JSONCNode) -> Bool {
    guard case .object(let entries) = node.content else { return false }
    return entries.contains { $0.isNamed("id", in: bytes) && JSONCValue.string(id).isMeant(by: $0.value, in: bytes) }
  }

  /// A document in place of white space, or after comments.
  private func fresh(_ member: JSONCMember) -> TextEdit {
    let lineEnd = LineEnd.first(in: bytes)
    let text = JSONCValue.object([member]).text(JSONCLayout(lineEnd: lineEnd)) + lineEnd
    let start = ByteOrderMark.length(in: bytes)
    guard bytes[start...].contains(UInt8(ascii: "/")) else { return TextEdit(start..<bytes.count, text) }
    return TextEdit(at: bytes.count, (bytes.last.map(LineEnd.isPart) ?? true ? "" : lineEnd) + text)
  }
}
