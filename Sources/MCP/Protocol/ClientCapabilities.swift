/// What a client declared that it can be asked for (2026-07-28, Overview: Capabilities; to 2025-11-25, Lifecycle).
public struct ClientCapabilities: Sendable, Hashable {
  /// The capabilities as they came over the wire.
  public var json: JSON

  /// Capabilities from their JSON.
  public init(json: JSON = [:]) { self.json = json }

  /// Whether the client's model can be asked.
  public var sampling: Bool { json["sampling"]?.object != nil }
  /// Whether the client's model can use tools of the server's when it is asked.
  public var samplingWithTools: Bool { json["sampling"]?["tools"]?.object != nil }
  /// Whether the client can be asked for its folders.
  public var roots: Bool { json["roots"]?.object != nil }
  /// Whether the user can be asked to open an address.
  public var elicitationURL: Bool { json["elicitation"]?["url"]?.object != nil }

  /// Whether the user can be asked to fill in a form. An elicitation capability that names no mode means forms.
  public var elicitationForm: Bool {
    guard let elicitation = json["elicitation"]?.object else { return false }
    return elicitation["form"] != nil || elicitation["url"] == nil
  }

  /// Whether an extension, such as `io.modelcontextprotocol/tasks`, was declared.
  public func hasExtension(_ name: String) -> Bool { json["extensions"]?[name]?.object != nil }
}
