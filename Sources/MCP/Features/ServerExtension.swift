/// Methods beyond those of the protocol, under the name of an extension (2026-07-28, Extensions).
public struct ServerExtension: Sendable {
  /// Answers a request of a method of the extension. Throws `RPCError`.
  public typealias Method = @Sendable (_ params: [String: JSON], RequestContext) async throws -> [String: JSON]

  /// What it is called, such as `io.modelcontextprotocol/skills`.
  public let name: String
  /// What the server says of it.
  public let settings: JSON
  /// What answers its methods, by their names.
  let methods: [String: Method]

  /// An extension with these methods, such as `skills/list`.
  public init(_ name: String, settings: JSON = [:], methods: [String: Method]) {
    self.name = name
    self.settings = settings
    self.methods = methods
  }
}
