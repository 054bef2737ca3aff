/// Who speaks: a server's or a client's name and version.
public struct Implementation: Sendable, Hashable {
  public var name: String
  public var title: String?
  public var version: String
  public var description: String?
  public var websiteUrl: String?
  public var icons: [Icon]

  public init(
    name: String, title: String? = nil, version: String, description: String? = nil, websiteUrl: String? = nil,
    icons: [Icon] = []
  ) {
    (self.name, self.title, self.version) = (name, title, version)
    (self.description, self.websiteUrl, self.icons) = (description, websiteUrl, icons)
  }

  var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "version": .string(version)]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "description"] = description.map(JSON.string)
    members[optional: "websiteUrl"] = websiteUrl.map(JSON.string)
    members[optional: "icons"] = icons.json
    return .object(members)
  }
}

/// A picture that stands for something: an `https:` or `data:` address, PNG or JPEG for all clients to show it.
public struct Icon: Sendable, Hashable {
  public var src: String
  public var mimeType: String?
  /// Such as `48x48`, or `any`.
  public var sizes: [String]
  /// `light` or `dark`.
  public var theme: String?

  public init(src: String, mimeType: String? = nil, sizes: [String] = [], theme: String? = nil) {
    (self.src, self.mimeType, self.sizes, self.theme) = (src, mimeType, sizes, theme)
  }

  var json: JSON {
    var members: [String: JSON] = ["src": .string(src)]
    members[optional: "mimeType"] = mimeType.map(JSON.string)
    if !sizes.isEmpty { members["sizes"] = .array(sizes.map(JSON.string)) }
    members[optional: "theme"] = theme.map(JSON.string)
    return .object(members)
  }
}

extension [Icon] {
  /// Nil when there is none.
  var json: JSON? { isEmpty ? nil : .array(map(\.json)) }
}
