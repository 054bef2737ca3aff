/// Hints about what a tool does (Tools: Tool Annotations). They have to be true.
public struct ToolAnnotations: Sendable, Hashable {
  /// The name to show to a user.
  public var title: String?
  /// Whether the tool changes nothing.
  public var readOnlyHint: Bool?
  /// Whether the tool may destroy something, rather than only add to it.
  public var destructiveHint: Bool?
  /// Whether calling the tool twice does no more than calling it once.
  public var idempotentHint: Bool?
  /// Whether the tool reaches the world outside, such as the web.
  public var openWorldHint: Bool?

  /// Annotations; what is nil is left out.
  public init(
    title: String? = nil, readOnly: Bool? = nil, destructive: Bool? = nil, idempotent: Bool? = nil,
    openWorld: Bool? = nil
  ) {
    self.title = title
    readOnlyHint = readOnly
    destructiveHint = destructive
    idempotentHint = idempotent
    openWorldHint = openWorld
  }

  /// The annotations as `tools/list` has them.
  var json: JSON {
    var members: [String: JSON] = [:]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "readOnlyHint"] = readOnlyHint.map(JSON.bool)
    members[optional: "destructiveHint"] = destructiveHint.map(JSON.bool)
    members[optional: "idempotentHint"] = idempotentHint.map(JSON.bool)
    members[optional: "openWorldHint"] = openWorldHint.map(JSON.bool)
    return .object(members)
  }
}
