/// A change that clients may have asked to be told about.
enum Change: Sendable, Hashable {
  /// A list has other entries.
  case tools, prompts, resources
  /// A resource holds something else.
  case resource(uri: String)
  /// A task is in another state, which `params` describe.
  case task(id: String, params: [String: JSON])

  /// The method of the notification.
  var method: String {
    switch self {
    case .tools: MethodName.toolsChanged
    case .prompts: MethodName.promptsChanged
    case .resources: MethodName.resourcesChanged
    case .resource: MethodName.resourceUpdated
    case .task: MethodName.taskChanged
    }
  }

  /// The parameters of the notification.
  var params: [String: JSON] {
    switch self {
    case .tools, .prompts, .resources: [:]
    case .resource(let uri): ["uri": .string(uri)]
    case .task(_, let params): params
    }
  }
}
