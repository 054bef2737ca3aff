public import Foundation

extension JSON {
  /// How deep a value may be that is read. What is written of it, and around it, stays within Foundation's 512.
  public static let maxDepth = 128

  /// Reads one value of JSON in UTF-8 (RFC 8259), at most ``maxDepth`` levels deep. The last of equal keys counts.
  ///
  /// - Throws: `DecodingError` when the bytes are not one JSON value, or too deep.
  public init(parsing bytes: Data) throws {
    do {
      // Foundation guesses other encodings, which the protocol has not.
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

  /// What Foundation's parser gives.
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
      // Foundation keeps many digits as a decimal, and rounds that to a double less well than its text is read.
      let value = number is NSDecimalNumber ? Double(number.stringValue) ?? number.doubleValue : number.doubleValue
      // `30.0` is written as `30`, and so is read as that.
      self = abs(value) < 0x1p53 ? Int(exactly: value).map(JSON.integer) ?? .number(value) : .number(value)
    default: self = .integer(number.intValue)
    }
  }

  /// Compact JSON on one line, in UTF-8. A number that is not finite is `null`, and so is all that is more than 512 deep.
  public var encoded: Data { (try? written()) ?? Data("null".utf8) }

  /// The same, or an error when it is too deep; with sorted keys, equal values give equal text.
  ///
  /// - Throws: `EncodingError`.
  func written(sorted: Bool = false) throws -> Data {
    let encoder = sorted ? Self.sortedEncoder : Self.encoder
    do { return try encoder.encode(self) } catch { return try encoder.encode(finite) }
  }

  private static let encoder = makeEncoder([.withoutEscapingSlashes])
  private static let sortedEncoder = makeEncoder([.withoutEscapingSlashes, .sortedKeys])

  private static func makeEncoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return encoder
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
