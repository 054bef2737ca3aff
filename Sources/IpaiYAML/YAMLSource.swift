import Yams

/// A text on its way through Yams.
struct YAMLSource: Sendable {
  let text: String
  /// The line of the file on which the text starts.
  let firstLine: Int

  /// The only document; nil when there is none. Throws `YAMLError`.
  func document(maxDepth: Int) throws(YAMLError) -> YAMLNode? {
    if let line = try firstAnchor() {
      throw YAMLError(
        line: line, "anchors and aliases are not supported",
        hint: "write the value out; a text that starts with '&' needs quotes")
    }
    guard let root = try root() else { return nil }
    return try NodeReader(source: self, maxDepth: maxDepth).document(root)
  }

  /// The root of the only document; nil when there is none. Throws `YAMLError`.
  ///
  /// Call it only when `firstAnchor` found none: Yams compares keys, and keys made of aliases can be huge.
  private func root() throws(YAMLError) -> Node? {
    do {
      let parser = try parser(text)
      guard let root = try parser.nextRoot() else { return nil }
      if let second = try parser.nextRoot() {
        throw YAMLError(
          line: line(second.mark), "holds more than one document", hint: "remove the line '---' between them")
      }
      return root
    } catch {
      throw failure(error)
    }
  }

  /// The line of the first anchor; nil when there is none. Throws `YAMLError` when the text is not YAML.
  ///
  /// Only the parser can tell an anchor from an `&` in quotes, in a comment or in a block of text. It reads the text
  /// without its aliases, each `*` replaced, so that nothing is repeated. Up to the first alias this text has the same
  /// structure as the other, and an alias needs an anchor before it, so no anchor that matters is missed.
  private func firstAnchor() throws(YAMLError) -> Int? {
    guard mayHoldAnchor else { return nil }
    let harmless = String(decoding: text.utf8.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "~") : $0 }, as: UTF8.self)
    do {
      let parser = try parser(harmless)
      while let root = try parser.nextRoot() {
        // A node does not keep its anchor, but the parser does.
        if let line = withExtendedLifetime(parser, { Self.lineOfAnchor(root) }) { return line + firstLine - 1 }
      }
      return nil
    } catch {
      throw failure(error)
    }
  }

  /// The line of the file at a mark.
  func line(_ mark: Mark?) -> Int? { mark.map { $0.line + firstLine - 1 } }

  /// Without rules a scalar keeps its text, and no regular expression runs on it. The encoding is given since Yams would
  /// look for it in the environment.
  private func parser(_ text: String) throws -> Parser { try Parser(yaml: text, resolver: .basic, encoding: .utf8) }

  /// True when an `&` is followed by what can be a name.
  private var mayHoldAnchor: Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "&") && byte > UInt8(ascii: " ") { return true }
      previous = byte
    }
    return false
  }

  private static func lineOfAnchor(_ node: Node) -> Int? {
    if node.anchor != nil { return node.mark?.line ?? 1 }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence):
      for element in sequence {
        if let line = lineOfAnchor(element) { return line }
      }
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let line = lineOfAnchor(key) ?? lineOfAnchor(value) { return line }
      }
    }
    return nil
  }
}
