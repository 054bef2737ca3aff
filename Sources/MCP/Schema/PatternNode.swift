/// A part of a parsed pattern. Whether a repetition is greedy is left out, since it does not decide whether a text matches.
indirect enum PatternNode {
  /// One character from a set.
  case one(PatternSet)
  /// The start or the end of the text.
  case start, end
  /// A place with or without a word boundary.
  case wordBoundary(isThere: Bool)
  /// One part after the other.
  case sequence([PatternNode])
  /// Any of several parts.
  case choice([PatternNode])
  /// A part that is repeated; `most` is nil if there is no limit.
  case repeated(PatternNode, least: Int, most: Int?)
}
