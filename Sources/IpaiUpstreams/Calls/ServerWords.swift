import Foundation
import IpaiCore
import IpaiRouting
import MCP
import Synchronization

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

/// What a program writes to its standard error: told line by line, and not more than anybody would read.
final class ErrorOutput: Sendable {
  private let words: ServerWords
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var last: String?
    var minute = 0
    var count = 0
  }

  /// How many lines are told each minute.
  private static let mostPerMinute = 100

  /// Lines of a server with these words, which `tell` is called with.
  init(_ words: ServerWords, tell: @escaping @Sendable (String) -> Void) {
    self.words = words
    self.tell = tell
  }

  /// The last line that had any text; nil when there was none.
  var last: String? { state.withLock { $0.last } }

  /// Takes a line.
  func take(_ line: String) {
    let line = words.line(line)
    guard !line.isEmpty else { return }
    let minute = Int(Date().timeIntervalSince1970 / 60)
    let count = state.withLock { state in
      if state.minute != minute { (state.minute, state.count) = (minute, 0) }
      state.count += 1
      state.last = line
      return state.count
    }
    if count <= Self.mostPerMinute { tell(line) }
    if count == Self.mostPerMinute { tell("(what it writes in the rest of this minute is left out)") }
  }
}
