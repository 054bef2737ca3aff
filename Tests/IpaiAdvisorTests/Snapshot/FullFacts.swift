import Foundation
import IpaiAdvisor

/// Facts in which every member is set, made by asking the types themselves for their members: what is added to a type is in them too.
enum FullFacts {
  /// The facts. Throws what decoding them throws.
  static func facts() throws -> AccountFacts { try AccountFacts(from: MemberDecoder()) }
}

/// A decoder that has every member that is asked for: each list has an element, each dictionary a key, and each text is the same.
private struct MemberDecoder: Decoder {
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Keys: CodingKey>(keyedBy type: Keys.Type) -> KeyedDecodingContainer<Keys> {
    KeyedDecodingContainer(Members<Keys>())
  }
  func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements() }
  func singleValueContainer() -> any SingleValueDecodingContainer { Single() }

  static func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let made: Any
    switch type {
    case is FactTime.Type: made = FactTime("2026-01-02T03:04:05Z") as Any
    case is Amount.Type: made = Amount(1)
    case is ResourceID.Type: made = ResourceID("a name")
    case is URN.Type: made = URN("a name")
    case is String.Type: made = "a name"
    case is Int.Type: made = 1
    case is Double.Type: made = 1.5
    case is Bool.Type: made = true
    case is [IpaiAdvisor.Collection: CollectionState].Type:
      made = [
        IpaiAdvisor.Collection.droplets: CollectionState(
          .complete, reason: "a name", readAt: try value(FactTime.self), count: 1)
      ]
    default: return try Value(from: MemberDecoder())
    }
    guard let value = made as? Value else { throw CocoaError(.coderReadCorrupt) }
    return value
  }

  struct Members<Keys: CodingKey>: KeyedDecodingContainerProtocol {
    let codingPath: [any CodingKey] = []
    var allKeys: [Keys] { Keys(stringValue: "a key").map { [$0] } ?? [] }

    func contains(_ key: Keys) -> Bool { true }
    func decodeNil(forKey key: Keys) -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Keys) throws -> Value {
      try MemberDecoder.value(type)
    }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Keys
    ) -> KeyedDecodingContainer<Nested> { MemberDecoder().container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Keys) -> any UnkeyedDecodingContainer { Elements() }
    func superDecoder() -> any Decoder { MemberDecoder() }
    func superDecoder(forKey key: Keys) -> any Decoder { MemberDecoder() }
  }

  struct Elements: UnkeyedDecodingContainer {
    let codingPath: [any CodingKey] = []
    let count: Int? = 1
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      currentIndex += 1
      return try MemberDecoder.value(type)
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
      currentIndex += 1
      return MemberDecoder().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { Elements() }
    mutating func superDecoder() -> any Decoder { MemberDecoder() }
  }

  struct Single: SingleValueDecodingContainer {
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try MemberDecoder.value(type) }
  }
}
