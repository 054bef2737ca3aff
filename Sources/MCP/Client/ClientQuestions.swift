/// What a server asks a client's user.
public struct ElicitationRequest: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// To fill in a form: a flat object of strings, numbers, booleans and enumerations.
    case form(schema: JSON)
    /// To open an address. Show the user all of it, and open it only when told to.
    case address(String)
  }

  public let message: String
  public let kind: Kind

  init(_ params: [String: JSON]) throws(RPCError) {
    guard let message = params["message"]?.string else { throw .invalidParams("\"message\" is missing") }
    self.message = message
    if params["mode"]?.string == "url" {
      guard let url = params["url"]?.string else { throw .invalidParams("\"url\" is missing") }
      kind = .address(url)
    } else {
      guard let schema = params["requestedSchema"] else { throw .invalidParams("\"requestedSchema\" is missing") }
      kind = .form(schema: schema)
    }
  }

  /// The form filled in with its own defaults.
  public var defaults: [String: JSON] {
    guard case .form(let schema) = kind else { return [:] }
    return (schema["properties"]?.object ?? [:]).compactMapValues { $0["default"] }
  }
}

/// What a server asks a client's model.
public struct SamplingRequest: Sendable, Hashable {
  /// All of it: `messages`, `maxTokens`, `systemPrompt`, `modelPreferences`, `tools` and so on.
  public let json: JSON

  public var messages: [JSON] { json["messages"]?.array ?? [] }
  public var maxTokens: Int? { json["maxTokens"]?.integer }
  public var systemPrompt: String? { json["systemPrompt"]?.string }
}

/// What a model answered.
public struct SamplingAnswer: Sendable, Hashable {
  public var model: String
  public var content: [Content]
  public var stopReason: String?

  public init(model: String, content: [Content], stopReason: String? = "endTurn") {
    (self.model, self.content, self.stopReason) = (model, content, stopReason)
  }

  /// One block stands alone: arrays came with 2025-11-25.
  var json: JSON {
    let blocks = content.map(\.json)
    var members: [String: JSON] = [
      "role": "assistant", "model": .string(model), "content": blocks.count == 1 ? blocks[0] : .array(blocks),
    ]
    members[optional: "stopReason"] = stopReason.map(JSON.string)
    return .object(members)
  }
}

/// A folder that a client works in.
public struct Root: Sendable, Hashable {
  /// A `file:` address.
  public var uri: String
  public var name: String?

  public init(uri: String, name: String? = nil) { (self.uri, self.name) = (uri, name) }

  var json: JSON {
    var members: [String: JSON] = ["uri": .string(uri)]
    members[optional: "name"] = name.map(JSON.string)
    return .object(members)
  }
}

extension Client.Options {
  /// Answers what a server asks.
  ///
  /// - Throws: `RPCError` for what is not declared or malformed, and whatever the handler throws.
  func answer(_ method: String, _ params: [String: JSON]) async throws -> JSON {
    switch method {
    case MethodName.elicit: return try await elicit(params)
    case MethodName.sample:
      guard let sample else { throw RPCError.methodNotFound(method) }
      if !samplesWithTools, params["tools"] != nil || params["toolChoice"] != nil {
        throw RPCError.invalidParams("the client's model has no tools")
      }
      return try await sample(SamplingRequest(json: .object(params))).json
    case MethodName.listRoots:
      guard let roots else { throw RPCError.methodNotFound(method) }
      return ["roots": .array(try await roots().map(\.json))]
    default: throw RPCError.methodNotFound(method)
    }
  }

  private func elicit(_ params: [String: JSON]) async throws -> JSON {
    let request = try ElicitationRequest(params)
    if case .address = request.kind, !opensAddresses { throw RPCError.invalidParams("addresses are not opened") }
    guard let elicit else { throw RPCError.methodNotFound(MethodName.elicit) }
    let answer = try await elicit(request)
    if case .form(let schema) = request.kind, answer.action == .accept {
      let form = try? JSONSchema(schema)
      guard form?.allows(.object(answer.content)) != false else {
        throw RPCError.internal("what was filled in does not fit the form")
      }
      return ["action": "accept", "content": .object(answer.content)]
    }
    return ["action": .string(answer.action.rawValue)]
  }
}
