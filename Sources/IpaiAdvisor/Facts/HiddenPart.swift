/// A part of a resource that the API answers as an object without members to a token that may not see it, such as the image of a Droplet
/// without `image:read`.
protocol HiddenPart: Decodable {
  /// Whether it has nothing at all.
  var isHidden: Bool { get }
}

extension HiddenPart {
  // Without members, a part that has to have one cannot be read.
  var isHidden: Bool { false }
}

extension Image: HiddenPart {}
extension DropletSize: HiddenPart {}
extension AppSpec: HiddenPart {
  var isHidden: Bool { self == AppSpec() }
}

extension KeyedDecodingContainer {
  /// A part that may be hidden; nil for one that is, so that what it belongs to is read all the same. Throws `DecodingError`.
  func decodeIfPresent<Part: HiddenPart>(_ type: Part.Type, forKey key: Key) throws -> Part? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    do {
      let part = try decode(type, forKey: key)
      return part.isHidden ? nil : part
    } catch {
      guard let members = try? nestedContainer(keyedBy: AnyMember.self, forKey: key), members.allKeys.isEmpty else {
        throw error
      }
      return nil
    }
  }
}

/// Any member of an object.
private struct AnyMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
