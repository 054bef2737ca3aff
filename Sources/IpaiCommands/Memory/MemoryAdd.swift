import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore
import IpaiMemory

/// `ipai memory add`
struct MemoryAdd: ActionVerb {
  typealias Work = MemoryAddAction

  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Store a note, or the messages of conversations.",
    discussion: """
      With a text, stores a note. Without one, reads conversations from standard input, as JSON or one a line: \
      {"session_id": "s1", "messages": [{"id": "m1", "role": "user", "content": "…", "timestamp": "2026-11-28T10:00:00Z"}]}. \
      Where the conversation exists, the messages that it lacks are appended. Adding the same again changes nothing, and a \
      message is never overwritten: one that comes with the same id and other content is refused with exit status 65.

      Commits, files and skills that a text mentions are linked where they exist. Keys, tokens and passwords are replaced \
      by markers that name their kind. Where a model is installed, the meaning of what is added is computed at once; what an \
      import left out is left to 'ipai memory index'.

      Examples:
        ipai memory add "the proxy closes idle connections after 60 seconds" --link file:lib/pool.c
        ipai memory add "released as 2.4" --session-id 2026-11-release --user-id ann
        ipai memory add < conversations.jsonl
      """)

  @Argument(help: MemoryAddAction.help("text"))
  var text: String?

  @Option(name: .customLong("session-id"), help: MemoryAddAction.help("session_id", "id"))
  var sessionID: String?

  @Option(help: MemoryAddAction.help("id", "id"))
  var id: String?

  @Option(name: .customLong("user-id"), help: MemoryAddAction.help("user_id", "id"))
  var userID: String?

  @Option(help: MemoryAddAction.help("role", "role"))
  var role: String?

  @Option(help: MemoryAddAction.help("name", "name"))
  var name: String?

  @Option(help: MemoryAddAction.help("title", "text"))
  var title: String?

  @Option(parsing: .singleValue, help: MemoryAddAction.help("link", "target"))
  var link: [String] = []

  @Flag(name: .customLong("keep-secrets"), help: MemoryAddAction.help("keep_secrets"))
  var keepSecrets = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> MemoryAddAction.Request {
    var request = MemoryAddAction.Request()
    request.text = text
    request.sessionId = sessionID
    request.id = id
    request.userId = userID
    request.role = role
    request.name = name
    request.title = title
    request.link = link
    request.keepSecrets = keepSecrets
    return request
  }

  /// Without a text, what is to be stored comes from standard input.
  func run(in invocation: Invocation) throws {
    var request = try request(in: invocation)
    guard text == nil else { return try run(request, in: invocation) }
    let input = try InputConversations(invocation)
    request.conversations = input.conversations
    try run(request, in: invocation)
    try input.check()
  }

  func table(_ outcome: AddedMemory, in invocation: Invocation) -> String {
    AddedMemoryText.text(outcome)
  }

  /// Says what was taken out and left out.
  func say(of outcome: AddedMemory, in invocation: Invocation) { AddedMemoryText.say(outcome, invocation) }

  func check(_ outcome: AddedMemory) throws { try AddedMemoryText.check(outcome) }
}
