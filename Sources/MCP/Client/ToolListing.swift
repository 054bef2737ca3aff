/// A tool as a server lists it (Tools: Listing Tools).
public struct ToolListing: Sendable, Hashable {
  /// Everything that the server says about it.
  public let json: JSON
  /// What it is called by.
  public let name: String
  /// The JSON Schema of its arguments.
  public let inputSchema: JSON

  /// Nil when the entry has no name or no input schema.
  init?(_ json: JSON) { self.init(json: json) }

  /// A tool of a server whose list came in another way; nil when the entry has no name or no input schema.
  public init?(json: JSON) {
    guard let name = json["name"]?.string, let schema = json["inputSchema"], schema.object != nil else { return nil }
    self.json = json
    self.name = name
    inputSchema = schema
  }

  /// The name to show to a user.
  public var displayName: String { json["title"]?.string ?? json["annotations"]?["title"]?.string ?? name }
  /// What it does, for a model to read.
  public var description: String? { json["description"]?.string }
  /// The JSON Schema of its structured content.
  public var outputSchema: JSON? { json["outputSchema"] }
  /// Whether the server says that it changes nothing. This is a hint, to be trusted as far as the server is.
  public var isReadOnly: Bool { json["annotations"]?["readOnlyHint"]?.bool ?? false }
  /// Whether the server says that calling it twice does no more than calling it once. This is a hint too.
  public var isIdempotent: Bool { json["annotations"]?["idempotentHint"]?.bool ?? false }
}
