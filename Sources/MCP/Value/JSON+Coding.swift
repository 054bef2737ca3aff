public import Foundation

extension JSON {
  /// How deep a value may be when it is read. That leaves room for what is written around it, since Foundation writes 512 levels.
  public static let maxDepth = 128

  /// Reads one JSON value in UTF-8 (RFC 8259), at most ``maxDepth`` levels deep. Of equal keys, the last one counts.
  ///
  /// - Throws: `DecodingError` when the bytes are not one JSON value, or when it is too deep.
  public init(parsing bytes: Data) throws {
    do {
      // Foundation would guess other encodings, which the protocol does not have.
      guard bytes.withUnsafeBytes(Self.isText) else { throw CocoaError(.coderReadCorrupt) }
      let parsed = try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
      try self.init(foundation: parsed, depth: 0)
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "not valid JSON", underlyingError: error))
    }
  }

  /// Whether bytes are UTF-8 without NUL.
  private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress, memchr(start, 0, bytes.count) == nil else { return false }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// A value from what Foundation's parser returns.
  private init(foundation value: Any, depth: Int) throws {
    guard depth <= Self.maxDepth else { throw CocoaError(.coderReadCorrupt) }
    switch value {
    case let text as String: self = .string(text)
    case let members as [String: Any]:
      self = .object(try members.mapValues { try JSON(foundation: $0, depth: depth + 1) })
    case let number as NSNumber: self.init(number)
    case let values as [Any]: self = .array(try values.map { try JSON(foundation: $0, depth: depth + 1) })
    default: self = .null
    }
  }

  private init(_ number: NSNumber) {
    switch UInt8(bitPattern: number.objCType.pointee) {
    case UInt8(ascii: "c"), UInt8(ascii: "B"): self = .bool(number.boolValue)
    case UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "Q"):
      var value = number.doubleValue
      // Foundation keeps a number of many digits as a decimal. Reading its text gives a better double than converting it.
      if number is NSDecimalNumber { value = Double(number.stringValue) ?? value }
      // `30.0` is written as `30`, so it is read as that.
      if abs(value) < 0x1p53, let whole = Int(exactly: value) {
        self = .integer(whole)
      } else {
        self = .number(value)
      }
    default: self = .integer(number.intValue)
    }
  }

  /// Compact JSON on one line, in UTF-8. A number that is not finite becomes `null`, and so does a value that is more than 512
  /// levels deep.
  public var encoded: Data { (try? written()) ?? Data("null".utf8) }

  /// The same with the keys of objects sorted, so that equal values give equal text.
  public var encodedSorted: Data { (try? written(sorted: true)) ?? Data("null".utf8) }

  /// Compact JSON on one line, in UTF-8. With sorted keys, equal values give equal text.
  ///
  /// - Throws: `EncodingError` when the value is too deep.
  func written(sorted: Bool = false) throws -> Data {
    let encoder = if sorted { Self.sortedEncoder } else { Self.encoder }
    do { return try encoder.encode(self) } catch { return try encoder.encode(finite) }
  }

  private static let encoder = makeEncoder([.withoutEscapingSlashes])
  private static let sortedEncoder = makeEncoder([.withoutEscapingSlashes, .sortedKeys])

  private static func makeEncoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return encoder
  }

  /// The value with null for numbers that are not finite.
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
