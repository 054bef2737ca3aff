/// How a client reaches ipai.
package enum ClientConnection: Equatable, Sendable {
  /// The client starts `ipai serve --stdio`, which needs no key.
  case stdio
  /// The client calls a server that runs already, with a key that it takes from its user or environment.
  case http(ClientURL)
}
