/// A variable of an app's environment. Its value is never kept, unless it names another value, as `${db.PASSWORD}` does.
package struct AppVariable: Codable, Equatable, Sendable {
  /// The name.
  package var key: String?
  /// When it is set: when the app is built, when it runs, or both.
  package var scope: String?
  /// `GENERAL` for one that everybody can read, `SECRET` for one that is encrypted.
  package var type: String?
  /// What it names, or `***`; nil for no value.
  package var value: String?

  /// What stands in place of a value.
  package static let hidden = "***"

  enum CodingKeys: CodingKey { case key, scope, type, value }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    key = try members.decodeIfPresent(String.self, forKey: .key)
    scope = try members.decodeIfPresent(String.self, forKey: .scope)
    type = try members.decodeIfPresent(String.self, forKey: .type)
    value = try members.decodeIfPresent(String.self, forKey: .value).map { text in
      Self.isBinding(text) || text.isEmpty ? text : Self.hidden
    }
  }

  /// Whether a value is nothing but the name of another: `${component.VARIABLE}`.
  static func isBinding(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count > 3, bytes.starts(with: "${".utf8), bytes.last == UInt8(ascii: "}") else { return false }
    return bytes.dropFirst(2).dropLast().allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
