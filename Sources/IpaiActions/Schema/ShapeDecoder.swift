/// A decoder that returns samples and records what was asked for.
final class ShapeDecoder: Decoder {
  /// What is known so far of the shape of the value.
  private(set) var shape = Shape.object([])
  private var optional: Set<String> = []
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedShapes<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "make the type a ShapedValue"))
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { SingleShape(decoder: self) }

  /// A type that decodes parts of itself from the same object asks more than once.
  fileprivate func add(_ key: String, _ shape: Shape) {
    guard case .object(let properties) = self.shape, !properties.contains(where: { $0.key == key }) else { return }
    let isRequired = !optional.contains(key)
    self.shape = .object(properties + [.init(key: key, shape: shape, isRequired: isRequired)])
  }

  /// Only a type for which a value is optional asks whether it is there.
  fileprivate func makeOptional(_ key: String) { optional.insert(key) }

  fileprivate func become(_ shape: Shape) { self.shape = shape }

  /// The shape and a sample of a value, of a type that Swift codes by itself or any other.
  fileprivate static func read<Value: Decodable>(_ type: Value.Type) throws -> (sample: Value, shape: Shape) {
    if let sample = "" as? Value { return (sample, .string) }
    if let sample = false as? Value { return (sample, .boolean) }
    if let sample = 0.0 as? Value ?? (Float(0) as? Value) { return (sample, .number) }
    let integers: [Any] = [0, Int64(0), Int32(0), UInt64(0), UInt32(0), UInt8(0)]
    if let sample = integers.lazy.compactMap({ $0 as? Value }).first { return (sample, .integer) }
    return try ShapeReader.read(type)
  }
}

private struct KeyedShapes<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ShapeDecoder
  let codingPath: [any CodingKey] = []
  let allKeys: [Key] = []

  func contains(_ key: Key) -> Bool {
    decoder.makeOptional(key.stringValue)
    return true
  }

  func decodeNil(forKey key: Key) -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let (sample, shape) = try ShapeDecoder.read(type)
    decoder.add(key.stringValue, shape)
    return sample
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw Self.unknown }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw Self.unknown }
  func superDecoder() throws -> any Decoder { throw Self.unknown }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw Self.unknown }

  private static var unknown: DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "make the type a ShapedValue"))
  }
}

private struct SingleShape: SingleValueDecodingContainer {
  let decoder: ShapeDecoder
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let (sample, shape) = try ShapeDecoder.read(type)
    decoder.become(shape)
    return sample
  }
}
