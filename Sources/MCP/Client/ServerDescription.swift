/// What a server says about itself, and the revision that is spoken with it.
public struct ServerDescription: Sendable, Hashable {
  /// The revision that client and server have agreed on.
  public let version: ProtocolVersion
  /// `name`, `version` and more; revisions without sessions may leave it out.
  public let info: JSON?
  /// What the server can do, as it declared it.
  public let capabilities: JSON
  /// What a model should know about using the server.
  public let instructions: String?

  /// Whether the revision has no sessions.
  public var isStateless: Bool { ProtocolVersion.stateless.contains(version) }

  /// Reads the result of `initialize` or `server/discover`.
  init(_ version: ProtocolVersion, _ result: JSON) {
    self.version = version
    info = result["serverInfo"] ?? result["_meta"]?[StatelessRequest.serverInfoKey]
    capabilities = result["capabilities"] ?? [:]
    instructions = result["instructions"]?.string
  }
}
