/// Something that a server asks of the client's user, model or machine while it works on a request.
public struct InputRequest: Sendable, Hashable {
  public let method: String
  public let params: [String: JSON]
  /// What the client must have declared.
  let requirement: Requirement

  enum Requirement: Sendable, Hashable {
    case elicitationForm, elicitationURL, sampling, samplingWithTools, roots
  }

  /// Asks the user to fill in a form. Never ask for secrets in one.
  ///
  /// `schema`: a flat object of strings, numbers, booleans and enumerations.
  public static func elicitation(_ message: String, schema: JSON) -> InputRequest {
    InputRequest(
      method: MethodName.elicit,
      params: ["mode": "form", "message": .string(message), "requestedSchema": schema], requirement: .elicitationForm)
  }

  /// Asks the user to open an address, where something is done that is not the client's to see.
  public static func elicitation(_ message: String, url: String) -> InputRequest {
    InputRequest(
      method: MethodName.elicit, params: ["mode": "url", "message": .string(message), "url": .string(url)],
      requirement: .elicitationURL)
  }

  /// Asks the client's model to go on from `messages`.
  ///
  /// `options`: other members of the request, such as `systemPrompt`, `temperature` or `tools`.
  public static func sampling(_ messages: [PromptMessage], maxTokens: Int, options: [String: JSON] = [:])
    -> InputRequest
  {
    var params = options
    params["messages"] = .array(messages.map(\.json))
    params["maxTokens"] = .integer(maxTokens)
    let needsTools = options["tools"] != nil || options["toolChoice"] != nil
    return InputRequest(
      method: MethodName.sample, params: params, requirement: needsTools ? .samplingWithTools : .sampling)
  }

  /// Asks which folders the client works in.
  public static let roots = InputRequest(method: MethodName.listRoots, params: [:], requirement: .roots)

  /// As it stands in an `input_required` result.
  var json: JSON {
    var members: [String: JSON] = ["method": .string(method)]
    if !params.isEmpty { members["params"] = .object(params) }
    return .object(members)
  }

  func isAllowed(by client: ClientCapabilities, in version: ProtocolVersion) -> Bool {
    switch requirement {
    case .elicitationURL where version < .v2025_11_25: false
    case .elicitationForm: client.elicitationForm
    case .elicitationURL: client.elicitationURL
    case .sampling: client.sampling
    case .samplingWithTools: client.samplingWithTools
    case .roots: client.roots
    }
  }

  var requiredCapabilities: JSON {
    switch requirement {
    case .elicitationForm: ["elicitation": [:]]
    case .elicitationURL: ["elicitation": ["url": [:]]]
    case .sampling: ["sampling": [:]]
    case .samplingWithTools: ["sampling": ["tools": [:]]]
    case .roots: ["roots": [:]]
    }
  }

  /// Whether an answer has the shape that its kind of question wants.
  func accepts(_ answer: JSON) -> Bool {
    switch requirement {
    case .elicitationForm, .elicitationURL:
      guard let action = answer["action"]?.string else { return false }
      guard ["accept", "decline", "cancel"].contains(action) else { return false }
      guard let content = answer["content"], action == "accept" else { return true }
      return content.object != nil && isForm(content)
    case .sampling, .samplingWithTools:
      return answer["role"]?.string != nil && answer["content"] != nil
    case .roots:
      return answer["roots"]?.array != nil
    }
  }
}

extension InputRequest {
  /// Why nothing that is filled in could be validated with the form; nil when it can, or there is none.
  var formFault: String? {
    guard let form = params["requestedSchema"] else { return nil }
    do {
      _ = try JSONSchema(form)
      return nil
    } catch { return error.description }
  }

  /// Whether what was filled in fits the form.
  private func isForm(_ content: JSON) -> Bool {
    guard let form = params["requestedSchema"], let schema = try? JSONSchema(form) else { return true }
    return schema.allows(content)
  }
}

/// What a user made of an elicitation.
public struct ElicitationAnswer: Sendable, Hashable {
  public enum Action: String, Sendable { case accept, decline, cancel }
  public let action: Action
  /// What was filled in; empty unless accepted.
  public let content: [String: JSON]

  public init(_ action: Action, content: [String: JSON] = [:]) { (self.action, self.content) = (action, content) }

  init(_ json: JSON) {
    action = json["action"]?.string.flatMap(Action.init) ?? .cancel
    content = action == .accept ? json["content"]?.object ?? [:] : [:]
  }
}
