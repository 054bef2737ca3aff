import Foundation

/// A place in a list: the name of the last entry before it, so that it holds when others come and go.
enum Cursor {
  static func text(after name: String) -> String { Data(name.utf8).base64EncodedString() }

  static func name(_ text: String) -> String? {
    Data(base64Encoded: text).flatMap { String(bytes: $0, encoding: .utf8) }
  }
}
