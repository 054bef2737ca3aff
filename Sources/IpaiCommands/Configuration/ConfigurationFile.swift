import Foundation
import IpaiCore
import Yams

/// A `config.yaml`: a mapping from settings to plain values.
enum ConfigurationFile {
  /// More than this is no configuration.
  private static let maxBytes = 1 << 20

  /// The file's text; nil when there is no such file. Throws `IpaiError(.configuration)` when it cannot be read.
  static func text(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw IpaiError(.configuration, "cannot read \(path)", hint: "check its permissions")
    }
    guard data.count <= maxBytes, let text = String(validating: data, as: UTF8.self) else {
      throw IpaiError(.configuration, "\(path) is no UTF-8 text of at most \(maxBytes) bytes")
    }
    return text
  }

  /// The entries of a file's text, with their lines. Throws `IpaiError(.configuration)` with path and line.
  static func entries(_ text: String, path: String) throws -> [String: ConfigurationLayer.Entry] {
    guard let root = try node(text, path) else { return [:] }
    guard let mapping = root.mapping else { throw malformed(path, root.mark, "must be 'setting: value' lines") }
    var entries: [String: ConfigurationLayer.Entry] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw malformed(path, key.mark, "a setting's name must be plain text")
      }
      guard let scalar = value.scalar else { throw malformed(path, value.mark, "\(name) must be a single value") }
      entries[name] = ConfigurationLayer.Entry(scalar.string, line: key.mark?.line)
    }
    return entries
  }

  private static func node(_ text: String, _ path: String) throws -> Node? {
    do {
      let node = try Yams.compose(yaml: text)
      if case .scalar(let scalar)? = node, scalar.string.isEmpty { return nil }
      return node
    } catch let error as YamlError {
      throw malformed(path, mark(of: error), "is not YAML", cause: error)
    }
  }

  private static func mark(of error: YamlError) -> Mark? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
    default: nil
    }
  }

  private static func malformed(_ path: String, _ mark: Mark?, _ what: String, cause: (any Error)? = nil) -> IpaiError {
    let place = mark.map { "\(path):\($0.line)" } ?? path
    return IpaiError(.configuration, "\(place): \(what)", hint: "see man ipai-config(5)", cause: cause)
  }
}
