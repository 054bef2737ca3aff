import Foundation
import IpaiSearch

/// What was imported with a text, as `--where` looks at it.
struct FlatMetadata {
  /// `KEY=VALUE` of each member; the keys that lead to an inner one are joined by dots.
  private var members: Set<String> = []
  /// How deep values are looked into.
  private static let mostLevels = 32

  /// Reads a JSON object; nil for other text.
  init?(_ text: String) {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { return nil }
    add(value, "", level: 0)
  }

  private mutating func add(_ value: Any, _ key: String, level: Int) {
    guard level < Self.mostLevels else { return }
    switch value {
    case let object as [String: Any]:
      for member in object { add(member.value, key.isEmpty ? member.key : "\(key).\(member.key)", level: level + 1) }
    case let array as [Any]:
      for element in array { add(element, key, level: level + 1) }
    case is NSNull: members.insert("\(key)=null")
    default: members.insert("\(key)=\(Self.canonical(RecordSplitter.text(of: value)))")
    }
  }

  /// Whether a condition holds. A number may be written in any way.
  func holds(_ condition: MetadataCondition) -> Bool {
    // A key may have the sign in it.
    members.contains("\(condition.key)=\(condition.value)")
      || members.contains("\(condition.key)=\(Self.canonical(condition.value))")
  }

  /// A number as it is written without a fraction, where it has none; any other text as it is.
  private static func canonical(_ text: String) -> String {
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
      let number = Double(text), let whole = Int(exactly: number), abs(whole) < 1 << 53
    else { return text }
    return String(whole)
  }
}
