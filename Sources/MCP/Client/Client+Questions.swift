extension Client.Options {
  /// Answers a question of a server's.
  ///
  /// - Throws: `RPCError` for a question that is malformed or that the client did not declare, and whatever the handler throws.
  func answer(_ method: String, _ params: [String: JSON]) async throws -> JSON {
    if let relay { return try await relay.answer(method, params) }
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
    if case .address = request.kind, !opensAddresses {
      throw RPCError.invalidParams("the client does not open addresses")
    }
    guard let elicit else { throw RPCError.methodNotFound(MethodName.elicit) }
    let answer = try await elicit(request)
    if case .form(let schema) = request.kind, answer.action == .accept {
      let form = try? JSONSchema(schema)
      guard form?.allows(.object(answer.content)) != false else {
        throw RPCError.internal("the content does not fit the form")
      }
      return ["action": "accept", "content": .object(answer.content)]
    }
    return ["action": .string(answer.action.rawValue)]
  }
}
