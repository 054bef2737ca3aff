public import Foundation

/// One message of JSON-RPC 2.0 in the form that the protocol allows: there are no batches, `params` is an object, and an id is
/// a string or a whole number (Overview: Messages).
public enum RPCMessage: Sendable, Hashable {
  /// A message that wants an answer.
  case request(id: RequestID, method: String, params: [String: JSON])
  /// A message that wants none.
  case notification(method: String, params: [String: JSON])
  /// An answer. It has no id if that of the request could not be read.
  case response(id: RequestID?, Result<JSON, RPCError>)

  /// What is wrong with a message, and the id to answer with if there is one.
  struct Malformed: Error {
    let id: RequestID?
    let error: RPCError
  }

  /// How much memory, in bytes, it may take to read a message; see ``JSON/footprint(of:)``.
  static let maxFootprint = 512 << 20

  /// Reads a message from its text.
  ///
  /// - Throws: `Malformed`.
  init(parsing bytes: Data) throws(Malformed) { try self.init(Self.read(bytes)) }

  /// Reads what a server sends: a message, or several in an array (JSON-RPC 2.0, section 6), as one of revision 2025-03-26
  /// may.
  ///
  /// - Throws: `Malformed`.
  static func list(parsing bytes: Data) throws(Malformed) -> [RPCMessage] {
    let json = try read(bytes)
    guard let batch = json.array, !batch.isEmpty else { return [try RPCMessage(json)] }
    var messages: [RPCMessage] = []
    for message in batch { messages.append(try RPCMessage(message)) }
    return messages
  }

  private static func read(_ bytes: Data) throws(Malformed) -> JSON {
    guard !JSON.footprint(of: bytes, exceeds: maxFootprint) else {
      throw Malformed(id: nil, error: .invalidRequest("the message has too many values"))
    }
    do { return try JSON(parsing: bytes) } catch {
      throw Malformed(id: nil, error: .parse("the message is not valid JSON"))
    }
  }

  /// Reads a message from its JSON.
  ///
  /// - Throws: `Malformed`.
  init(_ json: JSON) throws(Malformed) {
    if json.array != nil {
      throw Malformed(id: nil, error: .invalidRequest("batches of messages are not supported"))
    }
    guard let members = json.object else {
      throw Malformed(id: nil, error: .invalidRequest("a message has to be a JSON object"))
    }
    let id = RequestID(members["id"])
    func malformed(_ error: RPCError) -> Malformed { Malformed(id: id, error: error) }
    guard members["jsonrpc"]?.string == "2.0" else {
      throw malformed(.invalidRequest("\"jsonrpc\" has to be \"2.0\""))
    }
    if members["id"] != nil, id == nil, members["error"] == nil {
      throw malformed(.invalidRequest("\"id\" has to be a string or a whole number"))
    }
    guard let method = members["method"] else {
      self = try Self.response(id, members)
      return
    }
    guard let name = method.string else { throw malformed(.invalidRequest("\"method\" has to be a string")) }
    guard let params = (members["params"] ?? .object([:])).object else {
      throw malformed(.invalidParams("\"params\" has to be an object"))
    }
    if let id {
      self = .request(id: id, method: name, params: params)
    } else {
      self = .notification(method: name, params: params)
    }
  }

  private static func response(_ id: RequestID?, _ members: [String: JSON]) throws(Malformed) -> RPCMessage {
    switch (members["result"], members["error"].flatMap(RPCError.init)) {
    case (let result?, nil) where members["error"] == nil && id != nil: return .response(id: id, .success(result))
    case (nil, let error?): return .response(id: id, .failure(error))
    default:
      throw Malformed(
        id: id, error: .invalidRequest("a message has to have a \"method\", a \"result\" or an \"error\""))
    }
  }

  /// The message as one line of JSON. A response that cannot be written becomes an error.
  public var encoded: Data {
    if let data = try? json.written() { return data }
    guard case .response(let id, _) = self else { return Data() }
    return RPCMessage.response(id: id, .failure(.internal("the result cannot be written as JSON"))).json.encoded
  }

  /// The message as JSON.
  public var json: JSON {
    var members: [String: JSON] = ["jsonrpc": "2.0"]
    switch self {
    case .request(let id, let method, let params):
      members["id"] = id.json
      members["method"] = .string(method)
      members["params"] = .object(params)
    case .notification(let method, let params):
      members["method"] = .string(method)
      if !params.isEmpty { members["params"] = .object(params) }
    case .response(let id, let result):
      members[optional: "id"] = id?.json
      switch result {
      case .success(let value): members["result"] = value
      case .failure(let error): members["error"] = error.json
      }
    }
    return .object(members)
  }
}
