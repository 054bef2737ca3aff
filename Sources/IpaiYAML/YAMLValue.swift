/// What a node is.
package indirect enum YAMLValue: Equatable, Sendable {
  /// A single value.
  case scalar(YAMLScalar)
  /// A list.
  case sequence([YAMLNode])
  /// Keys with values, in their order; each key occurs once.
  case mapping([YAMLEntry])

  /// What it is, in words for messages: `a mapping`.
  package var name: String {
    switch self {
    case .scalar(let scalar): scalar.kind.name
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
