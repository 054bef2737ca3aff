/// What a handler goes on with that had asked a stateless client and runs again.
public struct Resumption: Sendable {
  /// What it asked to have again; see ``RequestContext/ask(_:carrying:)``. It comes from this server, unchanged.
  public let state: JSON
  /// The answers of this round and those before it, by the keys of the questions. They are the client's, and not checked.
  public let answers: [String: JSON]
}
