import IpaiCore
import IpaiYAML

/// A mapping of a file that people write, read key by key. Errors name the file and the line.
struct FileMapping {
  /// The file's path, for errors.
  let path: String
  /// The line on which the mapping starts.
  let line: Int
  private let entries: [YAMLEntry]

  /// The mapping in a node. Throws `IpaiError(.configuration)` for anything else.
  init(_ node: YAMLNode, _ what: String, path: String) throws(IpaiError) {
    self.path = path
    line = node.line
    guard let entries = node.mapping else {
      throw Self.error(path, node.line, "\(what) has to be a mapping, not \(node.value.name)")
    }
    self.entries = entries
  }

  /// The node of a key; nil when it is not there or has no value.
  func node(_ key: String) -> YAMLNode? {
    entries.first { $0.key == key }.map(\.value).flatMap { $0.isNull ? nil : $0 }
  }

  /// The entries whose keys are none of these.
  func others(than known: Set<String>) -> [YAMLEntry] { entries.filter { !known.contains($0.key) } }

  /// Throws `IpaiError(.configuration)` for a key that is none of these.
  func checkKeys(_ known: [String]) throws(IpaiError) {
    guard let entry = others(than: Set(known)).first else { return }
    throw Self.error(
      path, entry.line, "there is no key '\(entry.key.prefix(80))' here",
      hint: "the keys are \(known.joined(separator: ", "))")
  }

  // MARK: Values

  /// A text, or a number as it is written.
  func text(_ key: String) throws(IpaiError) -> String? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else { throw wrong(key, node, "a text") }
    return scalar.text
  }

  /// True or false.
  func flag(_ key: String) throws(IpaiError) -> Bool? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar, scalar.kind == .boolean else { throw wrong(key, node, "true or false") }
    return scalar.text.lowercased() == "true"
  }

  /// A whole number in a range.
  func count(_ key: String, _ range: ClosedRange<Int>) throws(IpaiError) -> Int? {
    guard let node = node(key) else { return nil }
    guard let number = node.scalar.flatMap({ Int($0.text) }), range.contains(number) else {
      throw wrong(key, node, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number in a range.
  func number(_ key: String, _ range: ClosedRange<Double>) throws(IpaiError) -> Double? {
    guard let node = node(key) else { return nil }
    guard let number = node.scalar.flatMap({ Double($0.text) }), range.contains(number) else {
      throw wrong(
        key, node, "a number from \(NumberWords.text(range.lowerBound)) to \(NumberWords.text(range.upperBound))")
    }
    return number
  }

  /// One of the cases of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws(IpaiError) -> Choice? {
    guard let node = node(key) else { return nil }
    guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.text) }) else {
      throw wrong(key, node, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }

  /// A list of texts; a text that stands alone is a list of one.
  func texts(_ key: String) throws(IpaiError) -> [String] { try textNodes(key).map(\.text) }

  /// A list of texts with their lines.
  func textNodes(_ key: String) throws(IpaiError) -> [(text: String, line: Int)] {
    guard let node = node(key) else { return [] }
    var texts: [(String, Int)] = []
    for element in node.sequence ?? [node] {
      guard let scalar = element.scalar, scalar.kind != .null, !scalar.text.isEmpty else {
        throw wrong(key, element, "a text or a list of texts")
      }
      texts.append((scalar.text, element.line))
    }
    return texts
  }

  /// A mapping in the mapping.
  func mapping(_ key: String) throws(IpaiError) -> FileMapping? {
    guard let node = node(key) else { return nil }
    return try FileMapping(node, "'\(key)'", path: path)
  }

  /// A mapping whose values are texts, with their lines, in their order.
  func textMapping(_ key: String) throws(IpaiError) -> [(key: String, text: String, line: Int)] {
    guard let mapping = try mapping(key) else { return [] }
    var texts: [(String, String, Int)] = []
    for entry in mapping.entries {
      guard let scalar = entry.value.scalar, scalar.kind != .null else {
        throw mapping.wrong(entry.key, entry.value, "a text")
      }
      texts.append((entry.key, scalar.text, entry.value.line))
    }
    return texts
  }

  /// All entries, in their order.
  var all: [YAMLEntry] { entries }

  // MARK: Errors

  /// The error for what a key holds.
  func error(_ key: String, _ problem: String, hint: String? = nil) -> IpaiError {
    Self.error(path, node(key)?.line ?? line, "'\(key)' \(problem)", hint: hint)
  }

  private func wrong(_ key: String, _ node: YAMLNode, _ expectation: String) -> IpaiError {
    let given = node.scalar.map { ", not '\($0.text.prefix(80))'" } ?? ""
    return Self.error(path, node.line, "'\(key.prefix(80))' has to be \(expectation)\(given)")
  }

  /// An error at a line of a file.
  static func error(_ path: String, _ line: Int, _ problem: String, hint: String? = nil) -> IpaiError {
    IpaiError(.configuration, "\(path):\(line): \(problem)", hint: hint)
  }
}
