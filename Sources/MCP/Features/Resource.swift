/// Something that can be read, at one address (Server Features: Resources).
public struct Resource: Sendable {
  /// Its address.
  public let uri: String
  /// The resource as `resources/list` has it.
  public let listing: JSON
  /// Whether caches may share what it holds, if the server's options allow that.
  let isPublic: Bool
  /// Reads what it holds.
  let read: @Sendable (RequestContext) async throws -> [ResourceContents]

  /// A resource that `read` reads.
  ///
  /// `uri`: a URI, without braces.
  /// `size`: in bytes.
  /// `isPublic`: whether what it holds is the same for all callers, so that caches may share it.
  public init(
    _ uri: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
    size: Int? = nil, isPublic: Bool = false, annotations: Annotations? = nil, icons: [Icon] = [], meta: JSON? = nil,
    read: @escaping @Sendable (RequestContext) async throws -> [ResourceContents]
  ) {
    self.uri = uri
    self.isPublic = isPublic
    self.read = read
    listing = .listing(
      name, title, description, icons, meta,
      [
        "uri": .string(uri), "mimeType": mimeType.map(JSON.string), "size": size.map(JSON.integer),
        "annotations": annotations?.json,
      ])
  }
}
