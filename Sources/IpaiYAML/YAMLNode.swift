/// A value with the place where it stands.
package struct YAMLNode: Equatable, Sendable {
  /// The line on which it starts, from 1 on.
  package let line: Int
  /// What it is.
  package let value: YAMLValue

  /// A value that starts on a line.
  package init(_ value: YAMLValue, line: Int) {
    self.line = line
    self.value = value
  }

  /// The scalar; nil when it is a collection.
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = value { return scalar }
    return nil
  }

  /// The elements of a sequence; nil when it is something else.
  package var sequence: [YAMLNode]? {
    if case .sequence(let nodes) = value { return nodes }
    return nil
  }

  /// The entries of a mapping in their order; nil when it is something else.
  package var mapping: [YAMLEntry]? {
    if case .mapping(let entries) = value { return entries }
    return nil
  }

  /// The value of a key of a mapping; nil when it is not there or this is no mapping.
  package subscript(key: String) -> YAMLNode? { mapping?.first { $0.key == key }?.value }

  /// True for a null, which is also what an entry without a value has.
  package var isNull: Bool { scalar?.kind == .null }
}
