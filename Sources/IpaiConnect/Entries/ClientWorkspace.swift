/// What a workspace is used for, by the name that `--workspace` takes.
package enum ClientWorkspace: String, CaseIterable, Sendable {
  /// Development, which needs no server.
  case dev
  /// Production, where one server answers all.
  case prod

  /// How a client reaches ipai from such a workspace; `url` is that of the server.
  package func connection(url: ClientURL = .local) -> ClientConnection {
    switch self {
    case .dev: .stdio
    case .prod: .http(url)
    }
  }
}
