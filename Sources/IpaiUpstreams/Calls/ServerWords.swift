import IpaiCore
import IpaiRouting
import MCP

/// What a server says, made fit for others: without the secrets that its file gives it, and without control characters where people
/// read it.
struct ServerWords: Sendable {
  private let words: ForeignWords

  /// The words of a server with this connection.
  init(_ connection: ServerConnection) {
    words = ForeignWords(
      secrets: [connection.key].compactMap { $0 } + connection.headers.values + connection.environment.values)
  }

  /// A value whose texts have no secrets. The names of members are left as they are.
  func blanked(_ json: JSON) -> JSON {
    guard !words.isWithoutSecrets else { return json }
    switch json {
    case .string(let text): return .string(words.blanked(text))
    case .array(let elements): return .array(elements.map(blanked))
    case .object(let members): return .object(members.mapValues(blanked))
    default: return json
    }
  }

  /// A text without the secrets.
  func blanked(_ text: String) -> String { words.blanked(text) }

  /// An error without the secrets.
  func blanked(_ error: RPCError) -> RPCError {
    RPCError(error.code, words.blanked(error.message), data: error.data.map(blanked))
  }

  /// A line as people may read it, at most so many characters.
  func line(_ text: String, most: Int = 500) -> String { words.line(text, most: most) }
}
