/// What a client can be asked for, as it declared it.
public struct ClientCapabilities: Sendable, Hashable {
  public var json: JSON

  public init(json: JSON = [:]) { self.json = json }

  public var sampling: Bool { json["sampling"]?.object != nil }
  public var samplingWithTools: Bool { json["sampling"]?["tools"]?.object != nil }
  public var roots: Bool { json["roots"]?.object != nil }
  public var elicitationURL: Bool { json["elicitation"]?["url"]?.object != nil }

  /// An elicitation capability that names no mode means forms.
  public var elicitationForm: Bool {
    guard let elicitation = json["elicitation"]?.object else { return false }
    return elicitation["form"] != nil || elicitation["url"] == nil
  }

  /// Whether an extension, such as `io.modelcontextprotocol/tasks`, was declared.
  public func hasExtension(_ name: String) -> Bool { json["extensions"]?[name]?.object != nil }
}
