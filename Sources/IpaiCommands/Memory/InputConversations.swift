import IpaiActions
import IpaiCore
import IpaiMemory

/// The conversations that a verb reads from standard input.
struct InputConversations {
  /// What could be read.
  private(set) var conversations: [ConversationInput] = []
  private var problems: [ImportProblem] = []
  private static let maxBytes = 256 << 20

  /// Reads all of standard input, as JSON or a conversation a line, and names the lines that cannot be read.
  ///
  /// Throws `IpaiError(.usage)` for too much of it and where there is no conversation in it.
  init(_ invocation: Invocation) throws {
    let bytes = try Self.bytes(invocation)
    try ConversationReader(.jsonl).read(bytes: bytes, name: "standard input") {
      conversations.append(ConversationInput($0))
    } problem: {
      problems.append($0)
    }
    for problem in problems.prefix(10) { invocation.say("\(problem)") }
    if problems.count > 10 { invocation.say(Count.text(problems.count - 10, "more problem")) }
    if conversations.isEmpty {
      throw IpaiError(
        .usage, problems.isEmpty ? "standard input is empty" : "nothing is stored: standard input could not be read",
        hint: "give a text, or conversations as in 'ipai memory add --help'")
    }
  }

  /// Throws an error when something could not be read, although the rest is stored.
  func check() throws {
    guard !problems.isEmpty else { return }
    throw IpaiError(
      .conflict, "\(Count.text(problems.count, "line")) of standard input could not be read; the others are stored")
  }

  private static func bytes(_ invocation: Invocation) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let line = invocation.world.readLine() {
      bytes += line + [10]
      guard bytes.count <= maxBytes else {
        throw IpaiError(
          .usage, "standard input has more than \(ByteCount.text(maxBytes))",
          hint: "write it to a file, and run: ipai memory import --from jsonl FILE")
      }
    }
    if invocation.world.isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    return bytes
  }
}
