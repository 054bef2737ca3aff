/// How much of a text is read before it is refused.
package struct YAMLLimits: Sendable {
  /// The most bytes that a text may have.
  package let maxBytes: Int
  /// The most mappings and sequences that may stand in one another, the outermost counted.
  package let maxDepth: Int

  /// Limits for texts of at most `maxBytes`.
  package init(maxBytes: Int, maxDepth: Int = 64) {
    self.maxBytes = maxBytes
    self.maxDepth = maxDepth
  }
}
