/// Reads JSON (RFC 8259) that may come from somebody else into the same nodes as YAML, with lines and the same limits.
///
/// YAML 1.1 is not quite a superset of JSON: it lacks surrogate pairs and long keys, so JSON has a reader of its own.
package enum JSONDocument {
  /// The document in `bytes`; nil when they hold only white space. A byte order mark is passed over. Throws `YAMLError`.
  package static func read(_ bytes: some Collection<UInt8>, limits: YAMLLimits) throws(YAMLError) -> YAMLNode? {
    let text = try DocumentText.text(bytes, limits: limits, firstLine: 1)
    var reader = JSONReader(Array(text.utf8), maxDepth: limits.maxDepth)
    return try reader.document()
  }
}
