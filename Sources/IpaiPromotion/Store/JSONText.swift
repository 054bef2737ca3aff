import Foundation

/// Lists as JSON, in which form a statement takes any number of values as one.
enum JSONText {
  /// A list of texts.
  static func of(_ texts: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
  }
}
