import Foundation
import IpaiCore
import Yams

/// A `config.yaml`: a mapping from settings to plain values.
enum ConfigurationFile {
  /// A larger file cannot be a configuration.
  private static let maxBytes = 64_000

  /// The file's text; nil when there is no such file. Throws `IpaiError(.configuration)` when it cannot be read.
  static func text(_ path: String) throws(IpaiError) -> String? {
    guard let bytes = try SmallFile.read(path, maxBytes: maxBytes) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw IpaiError(.configuration, "\(path) is not UTF-8 text")
    }
    return text
  }

  /// The entries of a file's text, with their lines. Throws `IpaiError(.configuration)` with path and line.
  static func entries(_ text: String, path: String) throws(IpaiError) -> [String: ConfigurationLayer.Entry] {
    let text = withoutByteOrderMark(text)
    if let line = YAMLAnchor.firstLine(in: text) {
      throw malformed(path, line, "anchors and aliases are not supported")
    }
    guard let root = try node(text, path) else { return [:] }
    guard let mapping = root.mapping else { throw malformed(path, root.mark?.line, "must be 'setting: value' lines") }
    var entries: [String: ConfigurationLayer.Entry] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw malformed(path, key.mark?.line, "a setting's name must be plain text")
      }
      guard let scalar = value.scalar else {
        throw malformed(path, value.mark?.line, "\(name.prefix(80)) must be a single value")
      }
      entries[name] = ConfigurationLayer.Entry(scalar.string, line: key.mark?.line)
    }
    return entries
  }

  /// Some editors put one in front of UTF-8.
  private static func withoutByteOrderMark(_ text: String) -> String {
    guard text.unicodeScalars.first == "\u{FEFF}" else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  private static func node(_ text: String, _ path: String) throws(IpaiError) -> Node? {
    do {
      let node = try Yams.compose(yaml: text)
      if case .scalar(let scalar)? = node, scalar.string.isEmpty { return nil }
      return node
    } catch {
      throw malformed(path, (error as? YamlError).flatMap(line), "is not YAML", cause: error)
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  private static func malformed(
    _ path: String, _ line: Int?, _ what: String, cause: (any Error)? = nil
  ) -> IpaiError {
    let place = line.map { "\(path):\($0)" } ?? path
    return IpaiError(.configuration, "\(place): \(what)", hint: "see 'man 5 ipai-config'", cause: cause)
  }
}
