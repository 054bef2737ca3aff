/// A tool as a server lists it.
public struct ToolListing: Sendable, Hashable {
  /// All that the server says of it.
  public let json: JSON
  public let name: String
  public let inputSchema: JSON

  init?(_ json: JSON) {
    guard let name = json["name"]?.string, let schema = json["inputSchema"], schema.object != nil else { return nil }
    (self.json, self.name, inputSchema) = (json, name, schema)
  }

  /// What to show a user.
  public var displayName: String { json["title"]?.string ?? json["annotations"]?["title"]?.string ?? name }
  public var description: String? { json["description"]?.string }
  public var outputSchema: JSON? { json["outputSchema"] }
  /// Hints, which are only as true as the server is trusted.
  public var isReadOnly: Bool { json["annotations"]?["readOnlyHint"]?.bool ?? false }
  public var isIdempotent: Bool { json["annotations"]?["idempotentHint"]?.bool ?? false }
}

/// A resource, or a template of resources, as a server lists it.
public struct ResourceListing: Sendable, Hashable {
  public let json: JSON
  /// A URI, or the template of one (RFC 6570).
  public let uri: String
  public let name: String

  init?(_ json: JSON) {
    guard let uri = (json["uri"] ?? json["uriTemplate"])?.string, let name = json["name"]?.string else { return nil }
    (self.json, self.uri, self.name) = (json, uri, name)
  }

  public var displayName: String { json["title"]?.string ?? name }
  public var description: String? { json["description"]?.string }
  public var mimeType: String? { json["mimeType"]?.string }
}

/// A prompt as a server lists it.
public struct PromptListing: Sendable, Hashable {
  public let json: JSON
  public let name: String

  init?(_ json: JSON) {
    guard let name = json["name"]?.string else { return nil }
    (self.json, self.name) = (json, name)
  }

  public var displayName: String { json["title"]?.string ?? name }
  public var description: String? { json["description"]?.string }
  /// The names of its arguments, and whether each is required.
  public var arguments: [(name: String, isRequired: Bool)] {
    (json["arguments"]?.array ?? []).compactMap { argument in
      argument["name"]?.string.map { ($0, argument["required"]?.bool ?? false) }
    }
  }
}

/// What a server suggests for an argument.
public struct CompletionResult: Sendable, Hashable {
  public let values: [String]
  public let total: Int?
  public let hasMore: Bool
}
