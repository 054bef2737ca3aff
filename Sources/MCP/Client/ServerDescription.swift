/// What a server says of itself, and the revision that is spoken with it.
public struct ServerDescription: Sendable, Hashable {
  public let version: ProtocolVersion
  /// `name`, `version` and more; revisions without sessions may leave it out.
  public let info: JSON?
  public let capabilities: JSON
  /// What a model should know of how to use the server.
  public let instructions: String?

  public var isStateless: Bool { ProtocolVersion.stateless.contains(version) }

  init(_ version: ProtocolVersion, _ result: JSON) {
    self.version = version
    info = result["serverInfo"] ?? result["_meta"]?[StatelessRequest.serverInfoKey]
    capabilities = result["capabilities"] ?? [:]
    instructions = result["instructions"]?.string
  }
}
