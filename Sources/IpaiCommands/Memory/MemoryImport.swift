import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiMemory

/// `ipai memory import`
struct MemoryImport: ActionVerb {
  typealias Work = MemoryImportAction

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Store the conversations that other programs keep in files.",
    discussion: """
      What people and models said is kept, without tool calls, reasoning and what programs put into prompts. Files that \
      tools read or changed are kept as the context of a conversation. Importing again adds only what is new.

      A line or a file that cannot be read is named, the rest is imported, and the exit status is 65.

      Examples:
        ipai memory import --from claude-code ~/.claude/projects
        ipai memory import --from codex ~/.codex/sessions --user-id ann
        ipai memory import --from chatgpt ~/Downloads/export/conversations.json
        ipai memory import --from jsonl memory.jsonl
      """)

  @Option(help: MemoryImportAction.help("from", "format"))
  var from: ImportFormat

  @Argument(help: MemoryImportAction.help("path"))
  var path: [String]

  @Option(name: .customLong("user-id"), help: MemoryImportAction.help("user_id", "id"))
  var userID: String?

  @Flag(name: .customLong("keep-secrets"), help: MemoryImportAction.help("keep_secrets"))
  var keepSecrets = false

  @Flag(
    name: .customLong("no-embeddings"), help: "Do not compute the meaning of messages; 'ipai memory index' does later.")
  var noEmbeddings = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> MemoryImportAction.Request {
    var request = MemoryImportAction.Request()
    request.from = from
    request.path = try path.map { try invocation.world.absolute($0) }
    request.userId = userID
    request.keepSecrets = keepSecrets
    if noEmbeddings { request.embeddings = false }
    return request
  }

  func table(_ outcome: ImportSummary, in invocation: Invocation) -> String {
    var parts = ["\(Count.text(outcome.added, "message")) added"]
    if outcome.unchanged > 0 { parts.append("\(outcome.unchanged) there already") }
    if outcome.empty > 0 { parts.append("\(outcome.empty) empty") }
    if outcome.linked > 0 { parts.append(Count.text(outcome.linked, "link")) }
    if outcome.embedded > 0 { parts.append("\(outcome.embedded) by meaning") }
    return "\(Count.text(outcome.conversations, "conversation")): \(parts.joined(separator: ", "))\n"
  }

  /// Says which secrets were replaced, and what could not be read.
  func say(of outcome: ImportSummary, in invocation: Invocation) {
    SecretRemark.say(outcome.redacted, invocation)
    for problem in outcome.problems.prefix(10) {
      let place = [problem.path, problem.line.map(String.init)].compactMap { $0 }.joined(separator: ":")
      invocation.say(place.isEmpty ? problem.message : "\(place): \(problem.message)")
    }
    if outcome.problemCount > 10 { invocation.say(Count.text(outcome.problemCount - 10, "more problem")) }
  }

  func check(_ outcome: ImportSummary) throws {
    guard outcome.problemCount > 0 else { return }
    throw IpaiError(
      .conflict, "\(Count.text(outcome.problemCount, "problem")) while importing; everything else is stored",
      hint: "running the same command again adds only what is missing")
  }
}

extension ImportFormat: ExpressibleByArgument {}
