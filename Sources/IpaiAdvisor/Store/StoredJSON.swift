import Foundation
import IpaiCore

/// Values as the JSON in which they are kept. Numbers that JSON does not have are kept as texts.
enum StoredJSON {
  private static let (infinity, negative, none) = ("Infinity", "-Infinity", "NaN")

  /// A value as JSON. Throws `IpaiError(.internal)`.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: negative, nan: none)
    do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
      throw IpaiError(.internal, "what a scan found cannot be stored", cause: error)
    }
  }

  /// The value of JSON that was stored. Throws `IpaiError(.unavailable)`.
  static func value<Value: Decodable>(_ text: String, _ type: Value.Type = Value.self) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinity, negativeInfinity: negative, nan: none)
    do { return try decoder.decode(type, from: Data(text.utf8)) } catch {
      throw IpaiError(
        .unavailable, "what is stored of a scan cannot be read",
        hint: "was it stored by a newer ipai? Update this one, or scan the account again", cause: error)
    }
  }

  /// How much was read of each part, without parts that only a newer ipai knows. Throws `IpaiError(.unavailable)`.
  static func states(_ text: String) throws -> [Collection: CollectionState] {
    let known = try value(text, [String: CollectionState].self).compactMap { name, state in
      Collection(rawValue: name).map { ($0, state) }
    }
    return Dictionary(uniqueKeysWithValues: known)
  }
}
