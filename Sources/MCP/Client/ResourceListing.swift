/// A resource, or a template of resources, as a server lists it (Resources: Listing Resources, Resource Templates).
public struct ResourceListing: Sendable, Hashable {
  /// Everything that the server says about it.
  public let json: JSON
  /// A URI, or the template of one (RFC 6570).
  public let uri: String
  /// Its name.
  public let name: String

  /// Nil when the entry has no address or no name.
  init?(_ json: JSON) {
    guard let uri = (json["uri"] ?? json["uriTemplate"])?.string, let name = json["name"]?.string else { return nil }
    self.json = json
    self.uri = uri
    self.name = name
  }

  /// The name to show to a user.
  public var displayName: String { json["title"]?.string ?? name }
  /// What it holds.
  public var description: String? { json["description"]?.string }
  /// The media type of what it holds.
  public var mimeType: String? { json["mimeType"]?.string }
}
