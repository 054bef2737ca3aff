import Foundation

/// The address of an MCP endpoint, which holds no key.
package struct ClientURL: Equatable, Sendable {
  /// Why an address is refused.
  package enum Fault: Error, Equatable, Sendable {
    /// It is no complete `http://` or `https://` address.
    case notHTTP
    /// It holds a user's name or a password.
    case holdsUser
  }

  /// The endpoint of a server on this machine.
  package static let local = ClientURL(known: "http://localhost:8765/mcp")

  /// The address as it was given.
  package let text: String

  /// Takes an address. Throws `Fault`.
  package init(_ text: String) throws(Fault) {
    guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), parts.host?.isEmpty == false
    else { throw .notHTTP }
    if parts.user != nil || parts.password != nil { throw .holdsUser }
    self.text = text
  }

  private init(known text: String) { self.text = text }
}
