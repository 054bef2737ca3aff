/// Something that changed at a server.
public enum ServerChange: Sendable, Hashable {
  /// Which there are.
  case tools, prompts, resources
  /// What a resource holds.
  case resource(uri: String)

  init?(_ method: String, _ params: [String: JSON]) {
    switch method {
    case MethodName.toolsChanged: self = .tools
    case MethodName.promptsChanged: self = .prompts
    case MethodName.resourcesChanged: self = .resources
    case MethodName.resourceUpdated:
      guard let uri = params["uri"]?.string else { return nil }
      self = .resource(uri: uri)
    default: return nil
    }
  }
}

extension ServerChange {
  /// Whether a filter that the server acknowledged has it.
  func isKept(in filter: JSON) -> Bool {
    switch self {
    case .tools: filter["toolsListChanged"] == true
    case .prompts: filter["promptsListChanged"] == true
    case .resources: filter["resourcesListChanged"] == true
    case .resource(let uri): filter["resourceSubscriptions"]?.array?.contains(.string(uri)) ?? false
    }
  }
}

extension Set<ServerChange> {
  /// As a filter of `subscriptions/listen`.
  var filter: JSON {
    var members: [String: JSON] = [:]
    if contains(.tools) { members["toolsListChanged"] = true }
    if contains(.prompts) { members["promptsListChanged"] = true }
    if contains(.resources) { members["resourcesListChanged"] = true }
    if !uris.isEmpty { members["resourceSubscriptions"] = .array(uris.map(JSON.string)) }
    return .object(members)
  }

  /// The addresses of the resources, in order.
  var uris: [String] {
    compactMap { if case .resource(let uri) = $0 { uri } else { nil } }.sorted()
  }
}
