import Foundation
import IpaiCore
import IpaiYAML

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
    guard let root = try node(text, path) else { return [:] }
    guard let mapping = root.mapping else { throw malformed(path, root.line, "must be 'setting: value' lines") }
    var entries: [String: ConfigurationLayer.Entry] = [:]
    for entry in mapping {
      guard let scalar = entry.value.scalar else {
        throw malformed(path, entry.value.line, "\(entry.key.prefix(80)) must be a single value")
      }
      entries[entry.key] = ConfigurationLayer.Entry(scalar.text, line: entry.line)
    }
    return entries
  }

  private static let manual = "see 'man 5 ipai-config'"

  private static func node(_ text: String, _ path: String) throws(IpaiError) -> YAMLNode? {
    do { return try YAMLDocument.read(text, limits: YAMLLimits(maxBytes: maxBytes)) } catch {
      throw error.error(.configuration, in: path, hint: manual)
    }
  }

  private static func malformed(_ path: String, _ line: Int, _ what: String) -> IpaiError {
    IpaiError(.configuration, "\(path):\(line): \(what)", hint: manual)
  }
}
