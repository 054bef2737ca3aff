/// A question that a server asks the client, its user or its model while it works on a request (Client Features).
public struct InputRequest: Sendable, Hashable {
  /// The method that asks, such as `elicitation/create`.
  public let method: String
  /// The parameters of the question.
  public let params: [String: JSON]
  /// What the client must have declared.
  let requirement: Requirement

  /// A capability that a question needs.
  enum Requirement: Sendable, Hashable {
    case elicitationForm, elicitationURL, sampling, samplingWithTools, roots
  }

  /// Asks the user to fill in a form (Client Features: Elicitation, Form Mode). Never ask for secrets in a form.
  ///
  /// `schema`: a flat object of strings, numbers, booleans and enumerations.
  public static func elicitation(_ message: String, schema: JSON) -> InputRequest {
    InputRequest(
      method: MethodName.elicit,
      params: ["mode": "form", "message": .string(message), "requestedSchema": schema], requirement: .elicitationForm)
  }

  /// Asks the user to open an address, to do something there that the client must not see (Client Features: Elicitation, URL
  /// Mode).
  public static func elicitation(_ message: String, url: String) -> InputRequest {
    InputRequest(
      method: MethodName.elicit, params: ["mode": "url", "message": .string(message), "url": .string(url)],
      requirement: .elicitationURL)
  }

  /// Asks the client's model to continue from `messages` (Client Features: Sampling).
  ///
  /// `options`: other members of the request, such as `systemPrompt`, `temperature` or `tools`.
  public static func sampling(_ messages: [PromptMessage], maxTokens: Int, options: [String: JSON] = [:])
    -> InputRequest
  {
    var params = options
    params["messages"] = .array(messages.map(\.json))
    params["maxTokens"] = .integer(maxTokens)
    var requirement = Requirement.sampling
    if options["tools"] != nil || options["toolChoice"] != nil { requirement = .samplingWithTools }
    return InputRequest(method: MethodName.sample, params: params, requirement: requirement)
  }

  /// A question that another server asks; nil for a method that asks no client.
  public static func relayed(_ method: String, _ params: [String: JSON]) -> InputRequest? {
    let requirement: Requirement
    switch method {
    case MethodName.elicit where params["mode"]?.string == "url": requirement = .elicitationURL
    case MethodName.elicit: requirement = .elicitationForm
    case MethodName.sample:
      let usesTools = params["tools"] != nil || params["toolChoice"] != nil
      requirement = usesTools ? .samplingWithTools : .sampling
    case MethodName.listRoots: requirement = .roots
    default: return nil
    }
    return InputRequest(method: method, params: params, requirement: requirement)
  }

  /// Asks which folders the client works in (Client Features: Roots).
  public static let roots = InputRequest(method: MethodName.listRoots, params: [:], requirement: .roots)

  /// The question as it stands in an `input_required` result.
  var json: JSON {
    var members: [String: JSON] = ["method": .string(method)]
    if !params.isEmpty { members["params"] = .object(params) }
    return .object(members)
  }

  /// Whether a client that declared these capabilities may be asked.
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

  /// The capabilities that the client would have to declare.
  var requiredCapabilities: JSON {
    switch requirement {
    case .elicitationForm: ["elicitation": [:]]
    case .elicitationURL: ["elicitation": ["url": [:]]]
    case .sampling: ["sampling": [:]]
    case .samplingWithTools: ["sampling": ["tools": [:]]]
    case .roots: ["roots": [:]]
    }
  }

  /// Whether an answer has the shape that this kind of question calls for.
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
  /// Why content could not be validated against the form; nil when it can be, or when there is no form.
  var formFault: String? {
    guard let form = params["requestedSchema"] else { return nil }
    do {
      _ = try JSONSchema(form)
      return nil
    } catch { return error.description }
  }

  /// Whether content fits the form.
  private func isForm(_ content: JSON) -> Bool {
    guard let form = params["requestedSchema"], let schema = try? JSONSchema(form) else { return true }
    return schema.allows(content)
  }
}
