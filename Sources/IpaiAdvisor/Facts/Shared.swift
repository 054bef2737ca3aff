/// A part of a resource that is large and seldom looked at. Copies of the resource share it, so that going over many of them is cheap.
@propertyWrapper
package struct Shared<Part: Codable & Equatable & Sendable>: Equatable, Sendable {
  private final class Box: Sendable {
    let part: Part

    init(_ part: Part) { self.part = part }
  }

  private var box: Box?

  /// The part; nil for a resource without.
  package var wrappedValue: Part? {
    get { box?.part }
    set { box = newValue.map(Box.init) }
  }

  /// Shares a part.
  package init(wrappedValue: Part?) { box = wrappedValue.map(Box.init) }

  package static func == (left: Shared, right: Shared) -> Bool {
    left.box === right.box || left.wrappedValue == right.wrappedValue
  }
}

extension KeyedDecodingContainer {
  func decode<Part: Codable>(_ type: Shared<Part>.Type, forKey key: Key) throws -> Shared<Part> {
    Shared(wrappedValue: try decodeIfPresent(Part.self, forKey: key))
  }

  func decode<Part: Codable & HiddenPart>(_ type: Shared<Part>.Type, forKey key: Key) throws -> Shared<Part> {
    Shared(wrappedValue: try decodeIfPresent(Part.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Part: Codable>(_ shared: Shared<Part>, forKey key: Key) throws {
    try encodeIfPresent(shared.wrappedValue, forKey: key)
  }
}

extension Shared: Codable {
  // Only for the conformances of resources: containers read and write parts themselves, by the functions above.

  package init(from decoder: any Decoder) throws { self.init(wrappedValue: try Part(from: decoder)) }
  package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}
