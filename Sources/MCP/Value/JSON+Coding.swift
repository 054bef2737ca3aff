public import Foundation

extension JSON {
  /// Reads one value of JSON in UTF-8 (RFC 8259), at most 512 levels deep. The last of equal keys counts.
  ///
  /// - Throws: `DecodingError` when the bytes are not one JSON value.
  public init(parsing bytes: Data) throws {
    do { self.init(foundation: try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)) } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "not valid JSON", underlyingError: error))
    }
  }

  /// What Foundation's parser gives.
  private init(foundation value: Any) {
    switch value {
    case let text as String: self = .string(text)
    case let members as [String: Any]: self = .object(members.mapValues(JSON.init(foundation:)))
    case let number as NSNumber: self.init(number)
    case let values as [Any]: self = .array(values.map(JSON.init(foundation:)))
    default: self = .null
    }
  }

  private init(_ number: NSNumber) {
    switch UInt8(bitPattern: number.objCType.pointee) {
    case UInt8(ascii: "c"), UInt8(ascii: "B"): self = .bool(number.boolValue)
    case UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "Q"): self = .number(number.doubleValue)
    default: self = .integer(number.intValue)
    }
  }

  /// Compact JSON on one line, in UTF-8. A number that is not finite is `null`.
  public var encoded: Data { encoded([.withoutEscapingSlashes]) }

  /// The same with sorted keys: equal for equal values.
  public var canonicalText: Data { encoded([.withoutEscapingSlashes, .sortedKeys]) }

  private func encoded(_ formatting: JSONEncoder.OutputFormatting) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    // Only numbers that are not finite can fail, and those are gone then.
    return (try? encoder.encode(self)) ?? (try? encoder.encode(finite)) ?? Data("null".utf8)
  }

  private var finite: JSON {
    switch self {
    case .number(let value) where !value.isFinite: .null
    case .array(let values): .array(values.map(\.finite))
    case .object(let members): .object(members.mapValues(\.finite))
    default: self
    }
  }

  /// A `Codable` value as JSON.
  ///
  /// - Throws: what its `encode` throws.
  public init(encoding value: some Encodable) throws { try self.init(parsing: JSONEncoder().encode(value)) }

  /// This value as a `Decodable` type.
  ///
  /// - Throws: `DecodingError`.
  public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    if let value = self as? Value { return value }
    return try JSONDecoder().decode(Value.self, from: encoded)
  }
}
