/// The name and version of a server or client.
public struct Implementation: Sendable, Hashable {
  /// The name that programs know it by.
  public var name: String
  /// The name to show to a user.
  public var title: String?
  /// Its version, in whatever form it has.
  public var version: String
  /// What it does.
  public var description: String?
  /// The address of its web site.
  public var websiteUrl: String?
  /// The pictures that stand for it.
  public var icons: [Icon]

  /// An implementation; what is nil or empty is left out.
  public init(
    name: String, title: String? = nil, version: String, description: String? = nil, websiteUrl: String? = nil,
    icons: [Icon] = []
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.description = description
    self.websiteUrl = websiteUrl
    self.icons = icons
  }

  /// The implementation as it goes over the wire.
  var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "version": .string(version)]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "description"] = description.map(JSON.string)
    members[optional: "websiteUrl"] = websiteUrl.map(JSON.string)
    members[optional: "icons"] = icons.json
    return .object(members)
  }
}
