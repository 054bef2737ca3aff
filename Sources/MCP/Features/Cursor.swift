import Foundation

/// A place in a list (Utilities: Pagination). It is the name of the entry before it, so that it stays valid when other entries
/// come and go.
enum Cursor {
  /// The cursor of the place after an entry.
  static func text(after name: String) -> String { Data(name.utf8).base64EncodedString() }

  /// The name of the entry before a cursor's place; nil for what is not a cursor.
  static func name(_ text: String) -> String? {
    Data(base64Encoded: text).flatMap { String(bytes: $0, encoding: .utf8) }
  }
}
