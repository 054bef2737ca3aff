/// Something that changed at a server.
public enum ServerChange: Sendable, Hashable {
  /// The list of tools (Tools: List Changed Notification).
  case tools
  /// The list of prompts (Prompts: List Changed Notification).
  case prompts
  /// The list of resources (Resources: List Changed Notification).
  case resources
  /// What a resource holds (Resources: Subscriptions).
  case resource(uri: String)

  /// The change that a notification reports; nil when it reports none.
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
  /// Whether a filter that the server acknowledged includes this change.
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
  /// These changes as a filter of `subscriptions/listen`.
  var filter: JSON {
    var members: [String: JSON] = [:]
    if contains(.tools) { members["toolsListChanged"] = true }
    if contains(.prompts) { members["promptsListChanged"] = true }
    if contains(.resources) { members["resourcesListChanged"] = true }
    if !uris.isEmpty { members["resourceSubscriptions"] = .array(uris.map(JSON.string)) }
    return .object(members)
  }

  /// The addresses of the resources, sorted.
  var uris: [String] {
    compactMap { if case .resource(let uri) = $0 { uri } else { nil } }.sorted()
  }
}
