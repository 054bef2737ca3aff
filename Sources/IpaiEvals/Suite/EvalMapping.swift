import IpaiCore
import IpaiYAML

/// A mapping in a file of evals, read key by key.
struct EvalMapping {
  /// The path of the file within the skill.
  let file: String
  /// The line on which the mapping starts.
  let line: Int
  /// The entries in their order.
  let entries: [YAMLEntry]

  /// The mapping in a node. Throws `EvalFault` for anything else.
  init(_ node: YAMLNode, _ what: String, in file: String) throws(EvalFault) {
    guard let entries = node.mapping else {
      throw EvalFault(file, node.line, "\(what) must be a mapping, not \(node.value.name)")
    }
    self.file = file
    line = node.line
    self.entries = entries
  }

  /// The node of a key; nil when it is not there.
  subscript(key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  /// Throws `EvalFault` for a key that is none of these.
  func checkKeys(_ known: [String]) throws(EvalFault) {
    guard let entry = entries.first(where: { !known.contains($0.key) }) else { return }
    throw EvalFault(
      file, entry.line, "there is no key '\(entry.key.prefix(80))' here",
      hint: "the keys are \(known.joined(separator: ", "))")
  }

  /// A text, or a number or boolean as it is written; nil when the key is not there.
  func text(_ key: String, mayBeEmpty: Bool = false, most: Int = EvalLimits.textBytes) throws(EvalFault) -> String? {
    guard let node = self[key] else { return nil }
    return try text(node, "'\(key)'", mayBeEmpty: mayBeEmpty, most: most)
  }

  /// A list of texts; a text that stands alone is a list of one. Empty when the key is not there.
  func texts(_ key: String) throws(EvalFault) -> [String] {
    guard let node = self[key] else { return [] }
    let nodes = node.sequence ?? [node]
    try checkCount(nodes.count, key, node.line)
    var texts: [String] = []
    for node in nodes { texts.append(try text(node, "'\(key)'")) }
    return texts
  }

  /// A mapping from names to texts. Empty when the key is not there.
  func textMapping(_ key: String) throws(EvalFault) -> [(entry: YAMLEntry, text: String)] {
    guard let node = self[key] else { return [] }
    let mapping = try EvalMapping(node, "'\(key)'", in: file)
    try checkCount(mapping.entries.count, key, node.line)
    var texts: [(YAMLEntry, String)] = []
    for entry in mapping.entries {
      texts.append((entry, try text(entry.value, "'\(entry.key.prefix(80))'", mayBeEmpty: true)))
    }
    return texts
  }

  /// A whole number in a range; nil when the key is not there.
  func integer(_ key: String, _ range: ClosedRange<Int>) throws(EvalFault) -> Int? {
    guard let node = self[key] else { return nil }
    guard node.scalar?.kind == .number, let number = node.scalar.flatMap({ Int($0.text) }), range.contains(number)
    else {
      throw wrong("'\(key)'", node, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// True or false; nil when the key is not there.
  func flag(_ key: String) throws(EvalFault) -> Bool? {
    guard let node = self[key] else { return nil }
    guard let scalar = node.scalar, scalar.kind == .boolean else { throw wrong("'\(key)'", node, "true or false") }
    return scalar.text.lowercased() == "true"
  }

  /// The text in a node; `what` names it in errors. Throws `EvalFault`.
  func text(
    _ node: YAMLNode, _ what: String, mayBeEmpty: Bool = false, most: Int = EvalLimits.textBytes
  ) throws(EvalFault) -> String {
    guard let scalar = node.scalar, scalar.kind != .null else { throw wrong(what, node, "a text") }
    let text = scalar.text
    if text.isEmpty && !mayBeEmpty { throw EvalFault(file, node.line, "\(what) must not be empty") }
    guard text.utf8.count <= most else {
      throw EvalFault(file, node.line, "\(what) is larger than \(ByteCount.text(most))", hint: "make it shorter")
    }
    guard !text.utf8.contains(0) else { throw EvalFault(file, node.line, "\(what) has a NUL character") }
    return text
  }

  private func checkCount(_ count: Int, _ key: String, _ line: Int) throws(EvalFault) {
    guard count > EvalLimits.elements else { return }
    throw EvalFault(file, line, "'\(key)' has more than \(EvalLimits.elements) elements")
  }

  /// The fault of a value of another kind than `expectation`.
  func wrong(_ what: String, _ node: YAMLNode, _ expectation: String) -> EvalFault {
    let given =
      if let scalar = node.scalar, scalar.kind != .null { "'\(scalar.text.prefix(80))'" } else { node.value.name }
    return EvalFault(file, node.line, "\(what) must be \(expectation), not \(given)")
  }
}
