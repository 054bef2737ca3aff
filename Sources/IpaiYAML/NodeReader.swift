import Yams

/// Turns the nodes of Yams into ours, and refuses what is not plain data.
struct NodeReader {
  let source: YAMLSource
  let maxDepth: Int

  /// The document below its root; nil when it is empty. Throws `YAMLError`.
  func document(_ root: Node) throws(YAMLError) -> YAMLNode? {
    if case .scalar(let scalar) = root, scalar.string.isEmpty, scalar.style == .plain { return nil }
    return try node(root, depth: 0)
  }

  private func node(_ node: Node, depth: Int) throws(YAMLError) -> YAMLNode {
    let line = source.line(node.mark) ?? source.firstLine
    switch node {
    case .scalar(let scalar): return YAMLNode(.scalar(try self.scalar(scalar, line)), line: line)
    case .sequence(let sequence):
      try check(depth, sequence.tag, Tag.Name.seq, line)
      var elements: [YAMLNode] = []
      elements.reserveCapacity(sequence.count)
      for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
      return YAMLNode(.sequence(elements), line: line)
    case .mapping(let mapping):
      try check(depth, mapping.tag, Tag.Name.map, line)
      return YAMLNode(.mapping(try entries(mapping, depth)), line: line)
    case .alias: throw YAMLError(line: line, "anchors and aliases are not supported")
    }
  }

  /// Yams has found duplicate keys already.
  private func entries(_ mapping: Node.Mapping, _ depth: Int) throws(YAMLError) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(mapping.count)
    for (key, value) in mapping {
      let line = source.line(key.mark) ?? source.firstLine
      guard case .scalar(let scalar) = key else { throw YAMLError(line: line, "a key must be plain text") }
      let name = try self.scalar(scalar, line).text
      entries.append(YAMLEntry(name, line: line, try node(value, depth: depth + 1)))
    }
    return entries
  }

  private func scalar(_ scalar: Node.Scalar, _ line: Int) throws(YAMLError) -> YAMLScalar {
    switch scalar.tag.rawValue {
    case Tag.Name.implicit.rawValue:
      if scalar.style == .plain { return YAMLScalar(plain: scalar.string) }
      return YAMLScalar(scalar.string, .string)
    case Tag.Name.str.rawValue, Tag.Name.nonSpecific.rawValue: return YAMLScalar(scalar.string, .string)
    case Tag.Name.null.rawValue, Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue:
      return YAMLScalar(plain: scalar.string)
    default: throw unknown(scalar.tag, line)
    }
  }

  private func check(_ depth: Int, _ tag: Tag, _ expected: Tag.Name, _ line: Int) throws(YAMLError) {
    guard depth < maxDepth else {
      throw YAMLError(line: line, "is nested more than \(maxDepth) levels deep")
    }
    let known = [Tag.Name.implicit, .nonSpecific, expected]
    guard known.contains(where: { $0.rawValue == tag.rawValue }) else { throw unknown(tag, line) }
  }

  private func unknown(_ tag: Tag, _ line: Int) -> YAMLError {
    YAMLError(line: line, "the tag '\(tag.rawValue.prefix(80))' is not supported", hint: "remove it")
  }
}
