import Foundation

/// Patterns as a store keeps them: a JSON array of texts.
enum GlobList {
  /// The array of patterns.
  static func text(_ patterns: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(patterns), as: UTF8.self)
  }

  /// The patterns of an array.
  static func patterns(_ text: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
