/// A part of a resource that the API answers as an object without members to a token that may not see it, such as the image of a Droplet
/// without `image:read`.
protocol HiddenPart: Decodable {}

extension Image: HiddenPart {}
extension DropletSize: HiddenPart {}
extension AppSpec: HiddenPart {}

extension KeyedDecodingContainer {
  /// A part that may be hidden; nil for one that is, so that what it belongs to is read all the same. Throws `DecodingError`.
  func decodeIfPresent<Part: HiddenPart>(_ type: Part.Type, forKey key: Key) throws -> Part? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    if let members = try? nestedContainer(keyedBy: AnyMember.self, forKey: key), members.allKeys.isEmpty { return nil }
    return try decode(type, forKey: key)
  }
}

/// Any member of an object.
private struct AnyMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
