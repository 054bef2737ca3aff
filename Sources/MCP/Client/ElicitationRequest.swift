/// What a server asks a client's user (Client Features: Elicitation).
public struct ElicitationRequest: Sendable, Hashable {
  /// What the user is asked to do.
  public enum Kind: Sendable, Hashable {
    /// To fill in a form: a flat object of strings, numbers, booleans and enumerations.
    case form(schema: JSON)
    /// To open an address. Show the user all of it, and open it only when the user says so.
    case address(String)
  }

  /// The text to show to the user.
  public let message: String
  /// What the user is asked to do.
  public let kind: Kind

  /// - Throws: `RPCError` when the parameters lack what the question needs.
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

  /// The defaults that the form gives for its fields; empty for an address.
  public var defaults: [String: JSON] {
    guard case .form(let schema) = kind else { return [:] }
    return (schema["properties"]?.object ?? [:]).compactMapValues { $0["default"] }
  }
}
