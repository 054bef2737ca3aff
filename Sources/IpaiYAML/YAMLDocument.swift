/// Reads YAML that may come from somebody else: one document of plain data, or an error that says where it is not.
///
/// It refuses what a text of a few lines can do harm with, or what programs read differently: anchors and aliases ("a
/// billion laughs"), duplicate keys, keys that are not plain text, tags of programming languages, several documents, deep
/// nesting.
package enum YAMLDocument {
  /// The document in `bytes`; nil when they hold nothing but comments. A byte order mark is passed over.
  ///
  /// `firstLine` is the line of the file on which `bytes` start. Throws `YAMLError`.
  package static func read(
    _ bytes: some Collection<UInt8>, limits: YAMLLimits, firstLine: Int = 1
  ) throws(YAMLError) -> YAMLNode? {
    let text = try DocumentText.text(bytes, limits: limits, firstLine: firstLine)
    let source = YAMLSource(text: text, firstLine: firstLine)
    guard NestingEstimate.mayBeDeep(text.utf8) else { return try source.document(maxDepth: limits.maxDepth) }
    let outcome = RoomyThread.run {
      Result { () throws(YAMLError) in try source.document(maxDepth: limits.maxDepth) }
    }
    return try outcome.get()
  }

  /// The document in a text. Throws `YAMLError`.
  package static func read(
    _ text: String, limits: YAMLLimits, firstLine: Int = 1
  ) throws(YAMLError) -> YAMLNode? {
    try read(text.utf8, limits: limits, firstLine: firstLine)
  }
}
