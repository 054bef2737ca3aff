/// A picture that stands for something. All clients show those that are PNG or JPEG.
public struct Icon: Sendable, Hashable {
  /// Its address, which starts with `https:` or `data:`.
  public var src: String
  /// Its media type.
  public var mimeType: String?
  /// Its sizes, such as `48x48`, or `any`.
  public var sizes: [String]
  /// The background that it is made for, `light` or `dark`.
  public var theme: String?

  /// The picture at an address.
  public init(src: String, mimeType: String? = nil, sizes: [String] = [], theme: String? = nil) {
    self.src = src
    self.mimeType = mimeType
    self.sizes = sizes
    self.theme = theme
  }

  /// The icon as it goes over the wire.
  var json: JSON {
    var members: [String: JSON] = ["src": .string(src)]
    members[optional: "mimeType"] = mimeType.map(JSON.string)
    if !sizes.isEmpty { members["sizes"] = .array(sizes.map(JSON.string)) }
    members[optional: "theme"] = theme.map(JSON.string)
    return .object(members)
  }
}

extension [Icon] {
  /// The icons as they go over the wire; nil when there are none.
  var json: JSON? {
    guard !isEmpty else { return nil }
    return .array(map(\.json))
  }
}
