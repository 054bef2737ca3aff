import Foundation
import IpaiCore
import IpaiRouting
import MCP

/// What a server says, made fit for others: without the secrets that its file gives it, and without control characters where people
/// read it.
struct ServerWords: Sendable {
  private let secrets: [String]

  /// The shortest text that is taken for a secret; shorter ones occur in any text.
  private static let shortest = 8
  private static let blank = "***"

  /// The words of a server with this connection.
  init(_ connection: ServerConnection) {
    let all = [connection.key].compactMap { $0 } + connection.headers.values + connection.environment.values
    secrets = Set(all.map { $0.reveal() }).filter { $0.utf8.count >= Self.shortest }.sorted { $0.count > $1.count }
  }

  /// A text without the secrets.
  func blanked(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      text.contains(secret) ? text.replacingOccurrences(of: secret, with: Self.blank) : text
    }
  }

  /// A value whose texts have no secrets. The names of members are left as they are.
  func blanked(_ json: JSON) -> JSON {
    guard !secrets.isEmpty else { return json }
    switch json {
    case .string(let text): return .string(blanked(text))
    case .array(let elements): return .array(elements.map(blanked))
    case .object(let members): return .object(members.mapValues(blanked))
    default: return json
    }
  }

  /// An error without the secrets.
  func blanked(_ error: RPCError) -> RPCError {
    RPCError(error.code, blanked(error.message), data: error.data.map(blanked))
  }

  /// A line as people may read it, at most so many characters.
  func line(_ text: String, most: Int = 500) -> String {
    let clean = blanked(text).unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        ? " " : String(scalar)
    }
    return String(clean.joined().trimmingCharacters(in: .whitespaces).prefix(most))
  }
}
